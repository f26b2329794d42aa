package minglu.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when a Minglu ends without stopping its server. */
class HardKillTest {

    @TempDir
    Path directory;

    @Test
    void theNextStartStopsTheServerLeftOverAndKeepsWhatWasCommitted() throws Exception {
        Process minglu = startAnotherMinglu();
        long leftover;
        try {
            leftover = serverPid(minglu);

            assertThatThrownBy(() -> EmbeddedPostgres.open(directory, Sql.durable()))
                    .isInstanceOf(AlreadyRunningException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + minglu.pid());
        } finally {
            minglu.destroyForcibly().waitFor();
        }
        assertThat(Leftovers.worksOn(leftover, directory.resolve("data"))).isTrue();

        try (EmbeddedPostgres server = EmbeddedPostgres.open(directory, Sql.durable())) {
            assertThat(Leftovers.worksOn(leftover, directory.resolve("data"))).isFalse();
            assertThat(server.process().pid()).isNotEqualTo(leftover);
            assertThat(Sql.one(server, Role.OWNER, "SELECT id FROM act")).isEqualTo("42");
        }
    }

    @Test
    void whenTheServerWasKilledTooTheNextStartRecovers() throws Exception {
        Process minglu = startAnotherMinglu();
        long leftover = serverPid(minglu);
        minglu.destroyForcibly().waitFor();
        ProcessHandle.of(leftover).ifPresent(ProcessHandle::destroyForcibly);
        await().until(() -> !Leftovers.worksOn(leftover, directory.resolve("data")));

        try (EmbeddedPostgres server = EmbeddedPostgres.open(directory, Sql.durable())) {
            assertThat(Sql.one(server, Role.OWNER, "SELECT id FROM act")).isEqualTo("42");
        }
        assertThat(Files.readString(directory.resolve("postgres.log"))).contains("automatic recovery");
    }

    @Test
    void whatADeadRunLeftCanBeDiscarded() throws Exception {
        Process minglu = startAnotherMinglu();
        long leftover = serverPid(minglu);
        minglu.destroyForcibly().waitFor();

        EmbeddedPostgres.discard(directory);

        assertThat(directory).doesNotExist();
        assertThat(Leftovers.worksOn(leftover, directory.resolve("data"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMingluThatIsAskedToEndTakesItsServerAlongOnlyWithTheShutdownHook(boolean hook) throws Exception {
        Process minglu = hook ? startAnotherMinglu("hook") : startAnotherMinglu();
        long server = serverPid(minglu);
        minglu.destroy();
        minglu.waitFor();

        assertThat(Leftovers.worksOn(server, directory.resolve("data"))).isEqualTo(!hook);

        EmbeddedPostgres.discard(directory);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPidFileOfADeadServerIsHarmlessEvenIfItsNumberNowBelongsToAnotherProcess(boolean taken) throws Exception {
        Sql.usedBefore(directory);
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            if (!taken) {
                other.destroyForcibly().waitFor();
            }
            Path data = directory.resolve("data");
            Files.writeString(
                    data.resolve("postmaster.pid"),
                    other.pid() + "\n" + data + "\n1700000000\n5432\n\n127.0.0.1\n        1         0\nready   \n");

            try (EmbeddedPostgres server = EmbeddedPostgres.open(directory, Sql.durable())) {
                assertThat(server.isAlive()).isTrue();
            }
            assertThat(other.isAlive()).isEqualTo(taken);
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aServerThatIsKilledComesBackByItselfAtTheSamePortEvenIfOneOfItsSessionsWorksOn() throws Exception {
        Sql.usedBefore(directory);
        try (EmbeddedPostgres server = EmbeddedPostgres.open(directory, Sql.durable())) {
            Supervisor supervisor = server.supervise();
            assertThat(server.supervise()).isSameAs(supervisor);
            int port = server.port();
            Sql.run(server, Role.OWNER, "CREATE TABLE act (id int PRIMARY KEY)");
            for (int kill = 1; kill <= 2; kill++) {
                Sql.run(server, Role.OWNER, "INSERT INTO act VALUES (" + kill + ")");
                Process killed = server.process();
                Thread busy = new Thread(() -> {
                    try {
                        // Does not ask whether its server still lives.
                        Sql.one(server, Role.OWNER, "SELECT count(*) FROM generate_series(1, 1000000000000)");
                    } catch (SQLException e) {
                        // As wanted: the session ends with the server.
                        Thread.currentThread().interrupt();
                    }
                });
                busy.start();
                String itWorks = "SELECT count(*) > 0 FROM pg_stat_activity"
                        + " WHERE query LIKE '%generate_series%' AND pid <> pg_backend_pid()";
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> Sql.one(server, Role.OWNER, itWorks).equals("t"));
                killed.destroyForcibly();

                await().atMost(Duration.ofSeconds(60))
                        .until(() -> server.process() != killed
                                && server.isAlive()
                                && supervisor.obstacle().isEmpty());
                busy.join();
                assertThat(server.port()).isEqualTo(port);
                assertThat(Sql.one(server, Role.OWNER, "SELECT count(*) FROM act"))
                        .isEqualTo(String.valueOf(kill));
            }
        }
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(process -> Leftovers.worksOn(process.pid(), directory.resolve("data")));
    }

    @Test
    void whereTheDataAreGoneNoEmptyDatabaseTakesTheirPlace() throws Exception {
        Sql.usedBefore(directory);
        try (EmbeddedPostgres server = EmbeddedPostgres.open(directory, Sql.durable())) {
            Supervisor supervisor = server.supervise(Duration.ofMillis(1));
            Files.move(directory.resolve("data"), directory.resolve("taken-away"));
            server.process().destroyForcibly();

            await().until(() -> supervisor.obstacle().orElse("").contains("start Minglu anew"));

            assertThat(supervisor.obstacle().orElseThrow()).contains("data is gone", "restore a backup");
            assertThat(directory.resolve("data")).doesNotExist();
        }
    }

    private Process startAnotherMinglu(String... further) throws Exception {
        Sql.usedBefore(directory);
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                LeftBehind.class.getName(),
                directory.toString()));
        command.addAll(List.of(further));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long serverPid(Process minglu) throws Exception {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(minglu.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("pid ")) {
                return Long.parseLong(line.substring(4));
            }
        }
        throw new AssertionError("The other Minglu ended without saying its pid.");
    }
}
