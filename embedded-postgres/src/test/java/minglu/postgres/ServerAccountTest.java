package minglu.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a Minglu of root, under which PostgreSQL refuses to run, starts it nevertheless. */
class ServerAccountTest {

    private static final int NOBODY = 65534;

    @TempDir
    Path parent;

    @BeforeEach
    void onlyRootChangesAccounts() throws Exception {
        assumeTrue(ServerAccount.effectiveUser() == 0, "not root");
    }

    @Test
    void theServerRunsAsTheOwnerOfTheDirectory() throws Exception {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
        Path directory = Files.createDirectory(parent.resolve("postgres"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Files.setAttribute(directory, "unix:uid", NOBODY);

        // Binaries that account cannot reach are unpacked again where it can.
        Path unreachable = Files.createDirectory(parent.resolve("shared"));
        Files.setPosixFilePermissions(unreachable, PosixFilePermissions.fromString("rwx------"));
        for (int start = 1; start <= 2; start++) {
            try (EmbeddedPostgres server =
                    EmbeddedPostgres.open(directory, Options.defaults().withBinariesDirectory(unreachable))) {
                assertThat(Files.getAttribute(
                                Path.of("/proc/" + server.process().pid()), "unix:uid"))
                        .isEqualTo(NOBODY);
                assertThat(Sql.one(server, Role.APP, "SHOW fsync")).isEqualTo("on");
            }
        }
        assertThat(Files.getAttribute(directory.resolve("data"), "unix:uid")).isEqualTo(NOBODY);
        assertThat(Files.getAttribute(directory.resolve("passwords.properties"), "unix:uid"))
                .isEqualTo(0);
    }

    @Test
    void aDirectoryTheAccountCannotReachIsRefused() throws Exception {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
        Path directory = Files.createDirectory(parent.resolve("postgres"));
        Files.setAttribute(directory, "unix:uid", NOBODY);

        assertThatThrownBy(() -> EmbeddedPostgres.open(directory, Options.defaults()))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("--reuid=65534")
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("chmod a+x");
    }

    @Test
    void dataOfAnotherAccountAreHandedOver() throws Exception {
        Path tree = Files.createDirectories(parent.resolve("data/base"));
        Path file = Files.createFile(tree.resolve("1"));
        Files.setAttribute(file, "unix:uid", NOBODY);
        Files.setAttribute(parent.resolve("data"), "unix:uid", NOBODY);

        ServerAccount.choose(parent).handOver(parent.resolve("data"));

        for (Path path : List.of(file, parent.resolve("data"))) {
            assertThat(Files.getAttribute(path, "unix:uid")).isEqualTo(0);
        }
    }
}
