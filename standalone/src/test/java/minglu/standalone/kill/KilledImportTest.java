package minglu.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.MingluProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The process is killed while a file goes in as fast as it can: what was told to be recorded is there, once, and the file completes it. */
class KilledImportTest {

    private static final String NDJSON = "application/x-ndjson";
    private static final String PASSWORD = "importer-password";
    private static final int ROWS = 60_000;
    private static final int DONE_BEFORE_KILL = 5_000;

    @TempDir
    Path directory;

    @Test
    void aFileThatWasInterruptedByAKillIsCompletedBySendingItAgain() throws Exception {
        killDuringImports(1);
    }

    @Test
    @Tag("nightly")
    void filesThatWereInterruptedByTenKillsAreCompletedBySendingThemAgain() throws Exception {
        killDuringImports(10);
    }

    private void killDuringImports(int rounds) throws Exception {
        try (MingluProcess server = new MingluProcess(directory.resolve("data"), "-Xmx512m")) {
            server.start();
            // Position 1; all others are rows.
            server.admin().unit("jyj", "department", 2021);
            server.admin().user("importer", PASSWORD, null, "importer", "inspector");
            for (int round = 1; round <= rounds; round++) {
                killDuringImport(server, round);
            }
        }
    }

    private void killDuringImport(MingluProcess server, int round) throws Exception {
        Path file = file(round);
        Api importer = server.api("importer", PASSWORD);
        String job = URI.create(Api.require(
                                importer.postPreferring(
                                        "respond-async", "/api/v1/imports", NDJSON, Files.readAllBytes(file)),
                                202)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .getPath();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(2))
                .until(() -> rowsDone(importer, job) >= DONE_BEFORE_KILL);
        long told = rowsDone(importer, job);
        server.killHard();
        server.start();

        Api again = server.api("importer", PASSWORD);
        JsonNode killed = Api.require(again.get(job), 200).json();
        assertThat(killed.get("state").stringValue()).isEqualTo("interrupted");
        JsonNode completed = send(again, file);
        assertThat(completed.get("rejected").longValue()).isZero();
        assertThat(completed.get("duplicates").longValue())
                .isGreaterThanOrEqualTo(told)
                .isLessThan(ROWS);
        assertThat(completed.get("recorded").longValue()
                        + completed.get("duplicates").longValue())
                .isEqualTo(ROWS);
        JsonNode repeated = send(again, file);
        assertThat(repeated.get("duplicates").longValue()).isEqualTo(ROWS);
        // As many positions as rows, so that none is missing and none was used twice.
        long last = completed.get("lastPosition").longValue();
        assertThat(last).isEqualTo(1L + (long) round * ROWS);
        assertThat(repeated.get("lastPosition").longValue()).isEqualTo(last);
        JsonNode cells = Api.require(
                        Api.caughtUp(() -> again.get("/api/v1/tables?unit=jyj&year=2021&atLeast=" + last)), 200)
                .json()
                .get("cells");
        assertThat(cells.get("2.licence").longValue()).isEqualTo((long) round * ROWS);
    }

    private static long rowsDone(Api importer, String job) {
        return Api.require(importer.get(job), 200).json().get("rowsDone").longValue();
    }

    private static JsonNode send(Api importer, Path file) throws IOException {
        return Api.require(importer.post("/api/v1/imports", NDJSON, Files.readAllBytes(file)), 200)
                .json();
    }

    private Path file(int round) throws IOException {
        Path file = directory.resolve("rows-" + round + ".ndjson");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < ROWS; i++) {
                out.write("{\"unit\":\"jyj\",\"subject\":\"XK-" + round + "-" + i
                        + "\",\"id\":\"1\",\"type\":\"decision-made\",\"occurredOn\":\"2021-05-06\","
                        + "\"data\":{\"kind\":\"licence\",\"title\":\"许可决定\"}}\n");
            }
        }
        return file;
    }
}
