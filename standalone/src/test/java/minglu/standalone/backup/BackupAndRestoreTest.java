package minglu.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import minglu.standalone.cli.MingluCommandLine;
import minglu.standalone.cli.Terminal;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.MingluProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Goal: what was acknowledged before a backup is there after its restore, and a backup that was touched is not used. Method: the real
 * command line on a running server, a lost database, and one byte changed.
 */
class BackupAndRestoreTest {

    /** A unit and two acts. */
    private static final long EVENTS = 3;

    private static final String PASSWORD = "importer-password";

    @TempDir
    Path directory;

    @Test
    @Tag("nightly")
    void aLostDatabaseComesBackFromItsBackupAndTheLogNoticesWhatIsMissing() throws IOException {
        Path data = directory.resolve("data");
        Path backup = directory.resolve("backup");
        try (MingluProcess server = new MingluProcess(data, "-Xmx512m").start()) {
            server.admin().unit("jyj", "department", 2021);
            server.admin().user("importer", PASSWORD, null, "importer", "inspector");
            Api importer = server.api("importer", PASSWORD);
            record(importer, "XK-1", 201);

            assertThat(minglu("backup", backup.toString(), "--data", data.toString()))
                    .isZero();
            assertThat(minglu("backup", backup.toString(), "--data", data.toString()))
                    .as("nothing is overwritten")
                    .isEqualTo(1);

            record(importer, "XK-2", 201);
            await().atMost(Duration.ofSeconds(30)).until(() -> signed(importer) == EVENTS);
            assertThat(minglu("restore", backup.toString(), "--data", data.toString()))
                    .as("there is a database")
                    .isEqualTo(1);
            assertThat(server.stop()).isEqualTo(143);
        }
        assertThat(minglu("backup", directory.resolve("other").toString(), "--data", data.toString()))
                .as("no server runs")
                .isEqualTo(1);
        Files.move(data.resolve("postgres"), directory.resolve("lost"));
        Path touched = copy(backup, directory.resolve("touched"));
        Path file = touched.resolve("postgres/data/PG_VERSION");
        Files.writeString(file, "19\n");
        assertThat(minglu("restore", touched.toString(), "--data", data.toString()))
                .as("a changed file")
                .isEqualTo(1);
        assertThat(data.resolve("postgres")).doesNotExist();

        assertThat(minglu("restore", backup.toString(), "--data", data.toString()))
                .isZero();

        try (MingluProcess server = new MingluProcess(data, "-Xmx512m").start()) {
            Api importer = server.api("importer", PASSWORD);
            record(importer, "XK-1", 200);
            record(importer, "XK-2", 201);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> log(importer).path("state").stringValue().equals("read-only"));
            assertThat(log(importer).path("reason").stringValue()).contains(String.valueOf(EVENTS));
            assertThat(log(importer).path("wayOut").stringValue()).isNotBlank();
        }
    }

    private static void record(Api importer, String subject, int status) {
        Api.require(
                importer.post(
                        "/api/v1/acts",
                        "{\"unit\":\"jyj\",\"subject\":\"" + subject
                                + "\",\"id\":\"1\",\"type\":\"decision-made\",\"occurredOn\":\"2021-03-01\","
                                + "\"data\":{\"kind\":\"licence\"}}"),
                status);
    }

    private static long signed(Api importer) {
        return log(importer).path("signed").longValue();
    }

    private static JsonNode log(Api importer) {
        return Api.require(importer.get("/api/v1/log"), 200).json();
    }

    private static int minglu(String... arguments) {
        return MingluCommandLine.run(Terminal.ofProcess(), arguments);
    }

    private static Path copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(from)) {
            all = paths.toList();
        }
        for (Path path : all) {
            Files.copy(path, to.resolve(from.relativize(path).toString()));
        }
        return to;
    }
}
