package minglu.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import minglu.standalone.testing.Api;
import minglu.verifier.Verifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract section 6: each act gets a proof, whichever node is asked, and the offline verifier holds it to be sound. */
@EveryInstallation
class LogContractTest {

    private static final String LICENCE = "{\"kind\":\"licence\"}";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private final Scene scene;

    LogContractTest(Installation installation) {
        scene = new Scene(installation);
    }

    private String receiptOf(String subject) {
        return "/api/v1/units/" + scene.unit + "/subjects/" + subject + "/acts/1/receipt";
    }

    /** What the verifier says of a file, as an inspector runs it: with the key of the log, and nothing else. */
    private String verdict(int status, String command, String text) throws IOException {
        Path file = Files.write(directory.resolve(command), text.getBytes(StandardCharsets.UTF_8));
        String key = Api.require(scene.inspector.get("/log/key"), 200).text();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(Verifier.run(List.of(command, file.toString(), "--key", key), out, out))
                .as(said.toString(StandardCharsets.UTF_8))
                .isEqualTo(status);
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void an_act_gets_a_proof_that_every_node_tells_and_the_verifier_accepts() throws IOException {
        long position = scene.record("XK-1", "1", "decision-made", "2021-05-06", LICENCE);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        scene.inspector.get(receiptOf("XK-1")).status())
                .isEqualTo(200));
        String receipt = "";
        for (int i = 0; i < 4; i++) {
            receipt = Api.require(scene.inspector.get(receiptOf("XK-1")), 200).text();
            verdict(0, "receipt", receipt);
            String[] checkpoint = Api.require(scene.inspector.get("/log/checkpoint"), 200)
                    .text()
                    .split("\n");
            assertThat(Long.parseLong(checkpoint[1]))
                    .as("events that are covered")
                    .isGreaterThanOrEqualTo(position);
        }
        assertThat(receipt).contains("index " + (position - 1) + "\n");
        verdict(1, "receipt", receipt.replace("index " + (position - 1) + "\n", "index " + (position - 2) + "\n"));

        Api.Answer nobody = scene.inspector.get("/api/v1/units/" + scene.unit + "/subjects/XK-1/acts/2/receipt");
        assertThat(nobody.status()).as(nobody.text()).isEqualTo(404);
    }

    @Test
    void what_changes_the_log_reaches_the_notary_whichever_node_others_are_asked() {
        for (int i = 0; i < 4; i++) {
            Api.Answer refused = scene.admin.post("/api/v1/log/recoveries", "{\"reason\":\"\"}");
            assertThat(refused.status()).as(refused.text()).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("invalid-request");
            assertThat(scene.inspector
                            .post("/api/v1/log/recoveries", "{\"reason\":\"x\"}")
                            .status())
                    .isEqualTo(403);
        }
    }
}
