package minglu.standalone.repeats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.MingluProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Goal: a file of any size streams through. Method: a server that may use 512 MiB of heap, and ends at once where that is not
 * enough, is sent a million rows; it must be the same process that answers at the end, with every row recorded and counted.
 */
class LargeImportTest {

    private static final int ROWS = 1_000_000;
    private static final String PASSWORD = "importer-password";

    @TempDir
    Path directory;

    @Test
    @Tag("nightly")
    void aMillionRowsAreRecordedWithinHalfAGibibyteOfHeap() throws IOException {
        Path file = directory.resolve("million.ndjson");
        writeActs(file);
        try (MingluProcess server =
                new MingluProcess(directory.resolve("data"), "-Xmx512m", "-XX:+ExitOnOutOfMemoryError").start()) {
            long pid = server.pid();
            server.admin().unit("jyj", "department", 2021);
            server.admin().user("importer", PASSWORD, null, "importer", "inspector");
            Api importer = server.api("importer", PASSWORD);

            Api.Answer accepted = Api.require(importer.postFile("/api/v1/imports", "application/x-ndjson", file), 202);
            String job = URI.create(accepted.headers().firstValue("Location").orElseThrow())
                    .getPath();
            AtomicReference<JsonNode> state = new AtomicReference<>();
            await().atMost(Duration.ofMinutes(40))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        state.set(Api.require(importer.get(job), 200).json());
                        return !state.get().get("state").stringValue().equals("running");
                    });

            assertThat(server.pid()).isEqualTo(pid);
            assertThat(state.get().get("state").stringValue()).isEqualTo("done");
            assertThat(state.get().get("recorded").longValue()).isEqualTo(ROWS);
            assertThat(state.get().get("rejected").longValue()).isZero();
            long last = state.get().get("lastPosition").longValue();
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(importer.get("/api/v1/tables?unit=jyj&year=2021&atLeast=" + last)
                                    .json()
                                    .path("cells")
                                    .path("2.licence")
                                    .asLong())
                            .isEqualTo(ROWS));
        }
    }

    private static void writeActs(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < ROWS; i++) {
                out.write("{\"unit\":\"jyj\",\"subject\":\"XK-" + i
                        + "\",\"id\":\"1\",\"type\":\"decision-made\",\"occurredOn\":\"2021-"
                        + String.format("%02d-%02d", 1 + i % 12, 1 + i % 28)
                        + "\",\"data\":{\"kind\":\"licence\",\"title\":\"许可决定\"}}\n");
            }
        }
    }
}
