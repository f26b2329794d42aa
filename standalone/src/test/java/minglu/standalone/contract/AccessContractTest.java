package minglu.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import minglu.standalone.testing.Api;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Contract section 2 and head: users, units, who may do what, and the form of refusals. */
@EveryInstallation
class AccessContractTest {

    private final Installation installation;
    private final Scene scene;

    AccessContractTest(Installation installation) {
        this.installation = installation;
        scene = new Scene(installation);
    }

    private static void refused(int status, String code, Api.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.json().get("status").intValue()).isEqualTo(status);
        assertThat(answer.json().get("title").stringValue()).isNotBlank();
        assertThat(answer.json().get("detail").stringValue()).isNotBlank();
    }

    @Test
    void a_unit_is_created_changed_and_listed() {
        String unit = scene.unlike("v");
        String body = "{\"name\":\"教育局\",\"kind\":\"department\",\"reportingFrom\":2022}";

        JsonNode created =
                Api.require(scene.admin.put("/api/v1/units/" + unit, body), 201).json();
        assertThat(created.get("parent").stringValue()).isEqualTo("district");
        assertThat(created.get("successor").isNull()).isTrue();
        JsonNode changed = Api.require(scene.admin.put("/api/v1/units/" + unit, body.replace("教育局", "教体局")), 200)
                .json();
        assertThat(changed.get("name").stringValue()).isEqualTo("教体局");

        refused(422, "invalid-request", scene.admin.put("/api/v1/units/" + unit, "{\"name\":\"x\"}"));
        refused(422, "invalid-request", scene.admin.put("/api/v1/units/" + unit, body.replace("2022", "2022,\"x\":1")));
        refused(
                422,
                "invalid-request",
                scene.admin.put("/api/v1/units/" + unit, body.replace("}", ",\"parent\":\"" + scene.unit + "\"}")));
        refused(403, "forbidden", scene.clerk.put("/api/v1/units/" + unit, body));
    }

    @Test
    void a_new_unit_is_known_at_once_to_whoever_decides() {
        for (int i = 0; i < 6; i++) {
            String unit = scene.unlike("w" + i);
            scene.admin.unit(unit, "department", 2021);
            Api.require(
                    scene.importer.post(
                            "/api/v1/acts",
                            Scene.act(
                                    unit, "XK-1", "1", "decision-made", "2021-01-02", "{\"kind\":\"licence\"}", null)),
                    201);
        }
        refused(
                404,
                "unknown-unit",
                scene.importer.post(
                        "/api/v1/acts",
                        Scene.act(
                                scene.unlike("x"),
                                "XK-1",
                                "1",
                                "decision-made",
                                "2021-01-02",
                                "{\"kind\":\"licence\"}",
                                null)));
    }

    @Test
    void a_node_records_nothing_itself() {
        String node = scene.unlike("n");
        Api.require(scene.admin.put("/api/v1/units/" + node, "{\"name\":\"某镇\",\"kind\":\"government\"}"), 201);

        refused(
                409,
                "unit-is-node",
                scene.importer.post(
                        "/api/v1/acts",
                        Scene.act(node, "XK-1", "1", "decision-made", "2021-01-02", "{\"kind\":\"licence\"}", null)));
    }

    @Test
    void a_node_sums_its_units() {
        String node = scene.unlike("n");
        String below = scene.unlike("b");
        Api.require(scene.admin.put("/api/v1/units/" + node, "{\"name\":\"某镇\",\"kind\":\"government\"}"), 201);
        Api.require(
                scene.admin.put(
                        "/api/v1/units/" + below,
                        "{\"name\":\"所\",\"kind\":\"department\",\"parent\":\"" + node + "\",\"reportingFrom\":2021}"),
                201);
        JsonNode receipt = Api.require(
                        scene.importer.post(
                                "/api/v1/acts",
                                Scene.act(
                                        below,
                                        "XK-1",
                                        "1",
                                        "decision-made",
                                        "2021-01-02",
                                        "{\"kind\":\"licence\"}",
                                        null)),
                        201)
                .json();

        JsonNode table = Api.require(
                        scene.inspector.get("/api/v1/tables?unit=" + node + "&year=2021&atLeast="
                                + receipt.get("position").longValue()),
                        200)
                .json();
        assertThat(table.get("scope").stringValue()).isEqualTo("consolidated");
        assertThat(table.at("/cells/2.licence").longValue()).isEqualTo(1);
        assertThat(table.at("/units/included").toString()).isEqualTo("[\"" + below + "\"]");
    }

    @Test
    void a_user_is_known_on_every_node_and_its_password_is_never_told() {
        String name = scene.unlike("someone");
        String body = "{\"password\":\"a-long-password-of-tests\",\"roles\":[\"inspector\"],\"unit\":null}";

        Api.Answer created = Api.require(scene.admin.put("/api/v1/users/" + name, body), 201);
        assertThat(created.text()).doesNotContain("a-long-password");
        Api.require(scene.admin.put("/api/v1/users/" + name, body), 200);
        Api someone = installation.api(name, "a-long-password-of-tests");
        for (int i = 0; i < 4; i++) {
            Api.require(someone.get("/api/v1/units"), 200);
        }
        refused(401, "unauthenticated", installation.api(name, "wrong").get("/api/v1/units"));
        refused(422, "invalid-request", scene.admin.put("/api/v1/users/" + name, body.replace("inspector", "king")));
        refused(403, "forbidden", scene.inspector.put("/api/v1/users/" + name, body));
    }

    @Test
    void everybody_records_and_reads_only_what_is_theirs() {
        String other = scene.unlike("o");
        scene.admin.unit(other, "department", 2021);
        String licence = Scene.act(other, "XK-1", "1", "decision-made", "2021-01-02", "{\"kind\":\"licence\"}", null);

        refused(403, "forbidden", scene.clerk.post("/api/v1/acts", licence));
        refused(403, "forbidden", scene.inspector.post("/api/v1/acts", licence));
        refused(403, "forbidden", scene.consolidator.post("/api/v1/acts", licence));
        refused(404, "unknown-unit", scene.clerk.get("/api/v1/tables?unit=" + other + "&year=2021"));
        refused(403, "forbidden", scene.admin.get("/api/v1/tables?unit=" + other + "&year=2021"));
        Api.require(scene.importer.post("/api/v1/acts", licence), 201);
    }

    @Test
    void a_successor_s_clerk_sends_what_follows_in_a_unit_that_ended_and_nothing_else() {
        String ended = scene.unlike("e");
        Api.require(
                scene.admin.put(
                        "/api/v1/units/" + ended,
                        "{\"name\":\"e\",\"kind\":\"department\",\"reportingFrom\":2021,\"reportingUntil\":2021,"
                                + "\"successor\":\"" + scene.unit + "\"}"),
                201);
        String bystander = scene.unlike("b");
        scene.admin.unit(bystander, "department", 2021);
        Api other = scene.user("other", bystander, "clerk");
        String received = "{\"applicant\":\"enterprise\",\"channel\":\"mail\"}";
        String decided =
                Scene.act(ended, "SQ-1", "2", "request-decided", "2022-01-10", "{\"outcome\":\"granted\"}", null);
        Api.require(
                scene.importer.post(
                        "/api/v1/acts",
                        Scene.act(ended, "SQ-1", "1", "request-received", "2021-12-20", received, null)),
                201);

        refused(403, "forbidden", other.post("/api/v1/acts", decided));
        Api.require(scene.clerk.post("/api/v1/acts", decided), 201);
        Api.require(
                scene.clerk.post(
                        "/api/v1/acts",
                        Scene.act(ended, "SQ-1", "3", "act-retracted", "2022-01-11", "{\"act\":\"2\"}", "录入有误")),
                201);
        refused(
                403,
                "forbidden",
                scene.clerk.post(
                        "/api/v1/acts",
                        Scene.act(ended, "SQ-2", "1", "request-received", "2021-12-20", received, null)));
        refused(
                403,
                "forbidden",
                scene.clerk.post(
                        "/api/v1/acts",
                        Scene.act(
                                ended, "TS", "1", "complaint-handled", "2021-12-20", "{\"channel\":\"phone\"}", null)));
    }

    @Test
    void a_change_without_a_year_changes_what_holds_now() {
        String unit = scene.unlike("c");
        String path = "/api/v1/units/" + unit;
        String body = "{\"name\":\"%s\",\"kind\":\"%s\",\"reportingFrom\":2021,\"reportingUntil\":%s}";
        Api.require(scene.admin.put(path, body.formatted("c", "department", "null")), 201);
        Api.require(scene.admin.put(path + "?validFrom=2023", body.formatted("c", "township", "null")), 200);
        Api.require(scene.admin.put(path, body.formatted("d", "township", "2024")), 200);

        String late = Scene.act(unit, "XK-1", "1", "decision-made", "2025-01-02", "{\"kind\":\"licence\"}", null);
        refused(409, "before-reporting", scene.importer.post("/api/v1/acts", late));
    }

    @Test
    void who_amends_an_item_is_not_its_reviewer() {
        String item = "{\"channel\":\"website\",\"category\":\"dynamics\",\"reviewedBy\":\"%s\"}";
        scene.record("WZ-1", "1", "item-published", "2021-03-01", item.formatted("somebody"));

        refused(422, "invalid-act", amendedReviewer(item.formatted(scene.unlike("clerk"))));
        Api.require(amendedReviewer(item.formatted("somebody-else")), 201);
    }

    private Api.Answer amendedReviewer(String item) {
        return scene.clerk.post(
                "/api/v1/acts",
                Scene.act(
                        scene.unit,
                        "WZ-1",
                        "2",
                        "act-amended",
                        "2021-03-02",
                        "{\"act\":\"1\",\"data\":" + item + "}",
                        "更正"));
    }

    @Test
    void names_and_passwords_hold_no_control_characters() {
        String body = "{\"name\":\"%s\",\"kind\":\"department\",\"reportingFrom\":2021}";
        for (String bad : List.of("a\\u0000b", "a\\ud800", "a\\u001b")) {
            refused(422, "invalid-request", scene.admin.put("/api/v1/units/" + scene.unlike("n"), body.formatted(bad)));
            refused(
                    422,
                    "invalid-request",
                    scene.admin.put(
                            "/api/v1/users/" + scene.unlike("n"),
                            "{\"password\":\"a-long-password" + bad + "\",\"roles\":[\"inspector\"],\"unit\":null}"));
            refused(
                    422,
                    "invalid-request",
                    scene.admin.put(
                            "/api/v1/calendar/2009",
                            "{\"makeupWorkdays\":[],\"weekdaysOff\":[{\"date\":\"2009-01-01\",\"holiday\":\"" + bad
                                    + "\"}]}"));
        }
    }

    @Test
    void what_is_no_act_is_refused_with_the_place_of_the_fault() {
        refused(400, "malformed", scene.clerk.post("/api/v1/acts", "{\"unit\":"));
        refused(400, "malformed", scene.clerk.post("/api/v1/acts", "{\"unit\":\"a\",\"unit\":\"b\"}"));
        refused(415, "unsupported-media-type", scene.clerk.post("/api/v1/acts", "text/plain", new byte[] {65}));
        refused(413, "too-large", scene.clerk.post("/api/v1/acts", "{\"unit\":\"" + "x".repeat(40_000) + "\"}"));

        Api.Answer invalid = scene.clerk.post(
                "/api/v1/acts",
                scene.act("XK-1", "1", "decision-made", "2021-01-02", "{\"kind\":\"gift\",\"more\":1}"));
        refused(422, "invalid-act", invalid);
        assertThat(invalid.json().get("violations").toString()).contains("/data/kind", "/data/more");
        refused(
                422,
                "personal-data",
                scene.clerk.post(
                        "/api/v1/acts",
                        scene.act(
                                "XK-1",
                                "1",
                                "decision-made",
                                "2021-01-02",
                                "{\"kind\":\"licence\",\"title\":\"电话13812345678\"}")));
    }

    @Test
    void a_path_with_a_slash_in_a_name_reaches_its_subject() {
        long last = scene.record("XK/2021/1", "1", "decision-made", "2021-05-06", "{\"kind\":\"licence\"}");

        JsonNode page = Api.require(
                        scene.inspector.get("/api/v1/units/" + scene.unit + "/subjects/XK%2F2021%2F1?atLeast=" + last),
                        200)
                .json();
        assertThat(page.get("subject").stringValue()).isEqualTo("XK/2021/1");
    }
}
