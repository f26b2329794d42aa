package minglu.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import minglu.standalone.testing.Api;
import org.junit.jupiter.api.Test;

/** Contract section 6: each act gets a proof, whichever node is asked. */
@EveryInstallation
class LogContractTest {

    private final Scene scene;

    LogContractTest(Installation installation) {
        scene = new Scene(installation);
    }

    @Test
    void an_act_gets_a_proof_that_every_node_tells_alike() {
        scene.record("XK-1", "1", "decision-made", "2021-05-06", "{\"kind\":\"licence\"}");
        String receipt = "/api/v1/units/" + scene.unit + "/subjects/XK-1/acts/1/receipt";

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(scene.inspector.get(receipt).status()).isEqualTo(200));
        for (int i = 0; i < 4; i++) {
            assertThat(Api.require(scene.inspector.get(receipt), 200).text()).startsWith("c2sp.org/tlog-proof@v1");
            assertThat(Api.require(scene.inspector.get("/log/checkpoint"), 200).text())
                    .contains("\n");
        }
        Api.Answer nobody = scene.inspector.get("/api/v1/units/" + scene.unit + "/subjects/XK-1/acts/2/receipt");
        assertThat(nobody.status()).as(nobody.text()).isEqualTo(404);
    }
}
