package minglu.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import minglu.standalone.testing.Api;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Contract section 5: returns and reports, whose steps are decided on the write side over figures of the read side. */
@EveryInstallation
class SignOffContractTest {

    private static final String NONE = "{}";

    private final Scene scene;
    private long position;

    SignOffContractTest(Installation installation) {
        scene = new Scene(installation);
    }

    private Api.Answer step(Api api, String kind, String step, String body) {
        return api.post("/api/v1/" + kind + "/" + scene.unit + "/2021/" + step, body);
    }

    private JsonNode read(String kind) {
        return Api.require(scene.inspector.get("/api/v1/" + kind + "/" + scene.unit + "/2021?atLeast=" + position), 200)
                .json();
    }

    private void take(Api api, String kind, String step, String body) {
        position = Api.require(step(api, kind, step, body), 200)
                .json()
                .get("position")
                .longValue();
    }

    private static void refused(int status, String code, Api.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void a_year_is_submitted_accepted_signed_and_published_and_then_closed() {
        scene.record("XK-1", "1", "decision-made", "2021-05-06", "{\"kind\":\"licence\"}");
        Api reviewer = scene.user("reviewer", scene.unit, "reviewer");
        Api publisher = scene.user("publisher", null, "publisher");

        refused(409, "wrong-state", step(scene.consolidator, "returns", "accept", NONE));
        refused(403, "forbidden", step(scene.clerk, "returns", "submit", NONE));
        take(reviewer, "returns", "submit", NONE);
        assertThat(read("returns").get("state").stringValue()).isEqualTo("submitted");
        scene.record("XK-2", "1", "decision-made", "2021-05-06", "{\"kind\":\"licence\"}");
        refused(409, "changed-since-submitted", step(scene.consolidator, "returns", "accept", NONE));
        take(scene.consolidator, "returns", "send-back", "{\"comment\":\"又有新行为\"}");
        take(reviewer, "returns", "submit", NONE);
        take(scene.consolidator, "returns", "accept", NONE);
        assertThat(read("returns").at("/figures/cells/2.licence").longValue()).isEqualTo(2);

        refused(
                409,
                "period-closed",
                scene.clerk.post(
                        "/api/v1/acts",
                        scene.act("XK-3", "1", "decision-made", "2021-05-06", "{\"kind\":\"licence\"}")));

        take(scene.consolidator, "reports", "sign", NONE);
        take(publisher, "reports", "publish", NONE);
        assertThat(read("reports").get("state").stringValue()).isEqualTo("published");
        String version = "/api/v1/reports/" + scene.unit + "/2021/versions/1?format=json";
        String first = Api.require(scene.inspector.get(version), 200).text();
        for (int i = 0; i < 3; i++) {
            assertThat(Api.require(scene.inspector.get(version), 200).text())
                    .as("the same bytes from every node")
                    .isEqualTo(first);
        }
    }
}
