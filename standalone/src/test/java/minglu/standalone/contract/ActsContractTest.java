package minglu.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minglu.standalone.testing.Api;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Contract section 3: one act, its receipt, its repeats and its refusals. */
@EveryInstallation
class ActsContractTest {

    private static final String LICENCE = "{\"kind\":\"licence\",\"title\":\"许可决定\"}";

    private final Scene scene;

    ActsContractTest(Installation installation) {
        scene = new Scene(installation);
    }

    @Test
    void an_act_gets_a_receipt_and_counts_in_its_cell() {
        Api.Answer answer =
                scene.clerk.post("/api/v1/acts", scene.act("XK-1", "1", "decision-made", "2021-05-06", LICENCE));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        JsonNode receipt = answer.json();
        assertThat(receipt.propertyNames())
                .containsExactlyInAnyOrder("unit", "subject", "id", "position", "recordedAt", "duplicate");
        assertThat(receipt.get("duplicate").booleanValue()).isFalse();
        assertThat(receipt.get("recordedAt").stringValue())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(scene.cell("2.licence", 2021, receipt.get("position").longValue()))
                .isEqualTo(1);
    }

    @Test
    void the_same_act_again_gets_the_first_receipt_and_counts_once() {
        String act = scene.act("XK-1", "1", "decision-made", "2021-05-06", LICENCE);
        JsonNode first = Api.require(scene.clerk.post("/api/v1/acts", act), 201).json();

        for (Api sender : List.of(scene.clerk, scene.importer)) {
            JsonNode again = Api.require(sender.post("/api/v1/acts", act), 200).json();
            assertThat(again.get("duplicate").booleanValue()).isTrue();
            assertThat(again.get("position")).isEqualTo(first.get("position"));
            assertThat(again.get("recordedAt")).isEqualTo(first.get("recordedAt"));
        }
        assertThat(scene.cell("2.licence", 2021, first.get("position").longValue()))
                .isEqualTo(1);
    }

    @Test
    void other_content_under_the_same_identity_is_a_conflict() {
        scene.record("XK-1", "1", "decision-made", "2021-05-06", LICENCE);

        Api.Answer other =
                scene.clerk.post("/api/v1/acts", scene.act("XK-1", "1", "decision-made", "2021-05-07", LICENCE));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("act-conflict");
        assertThat(other.json().get("detail").stringValue()).contains("XK-1");
    }

    @Test
    void one_act_sent_several_times_at_once_is_recorded_once() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 10; round++) {
                String act = scene.act("XK-" + round, "1", "decision-made", "2021-05-06", LICENCE);
                List<Future<Api.Answer>> answers = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    answers.add(clients.submit(() -> scene.clerk.post("/api/v1/acts", act)));
                }
                List<Integer> statuses = new ArrayList<>();
                List<JsonNode> positions = new ArrayList<>();
                for (Future<Api.Answer> answer : answers) {
                    statuses.add(answer.get().status());
                    positions.add(answer.get().json().get("position"));
                }
                assertThat(statuses).as("round %d", round).containsExactlyInAnyOrder(201, 200, 200);
                assertThat(positions).as("round %d", round).containsOnly(positions.get(0));
            }
        } finally {
            clients.shutdown();
        }
        long last = scene.record("XK-last", "1", "decision-made", "2021-05-06", LICENCE);
        assertThat(scene.cell("2.licence", 2021, last)).isEqualTo(11);
    }

    @Test
    void positions_and_times_never_decrease() {
        long before = 0;
        Instant earlier = Instant.EPOCH;
        for (int i = 0; i < 12; i++) {
            JsonNode receipt = Api.require(
                            scene.clerk.post(
                                    "/api/v1/acts", scene.act("XK-" + i, "1", "decision-made", "2021-05-06", LICENCE)),
                            201)
                    .json();
            assertThat(receipt.get("position").longValue()).isGreaterThan(before);
            before = receipt.get("position").longValue();
            Instant recordedAt = Instant.parse(receipt.get("recordedAt").stringValue());
            assertThat(recordedAt).isAfterOrEqualTo(earlier);
            earlier = recordedAt;
        }
    }
}
