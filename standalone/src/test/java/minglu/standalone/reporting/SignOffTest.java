package minglu.standalone.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.Api.Answer;
import minglu.standalone.testing.MingluProcess;
import minglu.standalone.testing.SharedServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sign-off as an outside check sees it: users of every role, and for each test a node of its own with units below it.
 */
class SignOffTest {

    private static final String PASSWORD = "a-password-of-sign-off";
    private static final String NONE = "{}";

    private static MingluProcess server;
    private static Api importer;
    private static Api consolidator;
    private static Api publisher;
    private static Api inspector;
    private static Api both;

    @BeforeAll
    static void start() {
        server = SharedServer.get();
        importer = user("importer", null, "importer");
        consolidator = user("consolidator", null, "consolidator");
        publisher = user("publisher", null, "publisher");
        inspector = user("inspector", null, "inspector");
        both = user("both", null, "consolidator", "publisher");
    }

    private static Api user(String name, String unit, String... roles) {
        server.admin().user("sign-off-" + name, PASSWORD, unit, roles);
        return server.api("sign-off-" + name, PASSWORD);
    }

    /** A node with units {@code <node>-a}, {@code <node>-b} that report from 2021. */
    private static void node(String node) {
        put("/api/v1/units/" + node, "{\"name\":\"" + node + "\",\"kind\":\"government\"}");
        for (String unit : List.of("-a", "-b")) {
            put(
                    "/api/v1/units/" + node + unit,
                    "{\"name\":\"单位" + node + unit + "\",\"kind\":\"department\",\"parent\":\"" + node
                            + "\",\"reportingFrom\":2021}");
        }
    }

    private static void put(String path, String body) {
        Api.require(server.admin().put(path, body), 200, 201);
    }

    private static Answer act(Api api, String unit, String subject, String id, String type, String day, String data) {
        return act(api, unit, subject, id, type, day, data, "");
    }

    private static Answer act(
            Api api, String unit, String subject, String id, String type, String day, String data, String more) {
        return api.post(
                "/api/v1/acts",
                "{\"unit\":\"%s\",\"subject\":\"%s\",\"id\":\"%s\",\"type\":\"%s\",\"occurredOn\":\"%s\",\"data\":%s%s}"
                        .formatted(unit, subject, id, type, day, data.replace('\'', '"'), more));
    }

    private static void recorded(String unit, String subject, String id, String type, String day, String data) {
        Api.require(act(importer, unit, subject, id, type, day, data), 201);
    }

    private static Answer returned(Api api, String unit, int year, String step, String body) {
        return Api.caughtUp(() -> api.post("/api/v1/returns/" + unit + "/" + year + "/" + step, body));
    }

    private static Answer reported(Api api, String unit, int year, String step, String body) {
        return Api.caughtUp(() -> api.post("/api/v1/reports/" + unit + "/" + year + "/" + step, body));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String because(String comment) {
        return "{\"comment\":\"" + comment + "\"}";
    }

    private static JsonNode read(String path) {
        return Api.require(Api.caughtUp(() -> inspector.get(path)), 200).json();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }

    private static List<String> texts(JsonNode list, String member) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.get(member).stringValue()));
        return texts;
    }

    /** Both units of a node acted and their returns for 2021 are accepted. */
    private static void acceptedYear(String node) {
        node(node);
        recorded(
                node + "-a",
                "SQ-1",
                "1",
                "request-received",
                "2021-03-01",
                "{'applicant':'enterprise','channel':'mail'}");
        recorded(node + "-a", "SQ-1", "2", "request-decided", "2021-03-20", "{'outcome':'granted'}");
        recorded(
                node + "-b",
                "XK",
                "1",
                "decisions-tallied",
                "2021-12-31",
                "{'kind':'licence','count':7,'evidence':'e'}");
        for (String unit : List.of(node + "-a", node + "-b")) {
            Api reviewer = user("reviewer-" + unit, unit, "reviewer");
            Api.require(returned(reviewer, unit, 2021, "submit", NONE), 200);
            Api.require(returned(consolidator, unit, 2021, "accept", NONE), 200);
        }
    }

    @Test
    void the_whole_way_from_acts_to_a_restated_report() throws Exception {
        node("way");
        recorded("way-a", "SQ-1", "1", "request-received", "2021-03-01", "{'applicant':'enterprise','channel':'mail'}");
        recorded("way-b", "XK", "1", "decisions-tallied", "2021-12-31", "{'kind':'licence','count':7,'evidence':'e'}");
        Api reviewerA = user("reviewer-way-a", "way-a", "reviewer");
        Api reviewerB = user("reviewer-way-b", "way-b", "reviewer");

        JsonNode open = read("/api/v1/returns/way-a/2021");
        assertThat(open.get("state").stringValue()).isEqualTo("open");
        assertThat(open.get("version").intValue()).isEqualTo(1);
        assertThat(open.get("history").size()).isZero();
        assertThat(open.get("figures").isNull()).isTrue();
        assertThat(open.get("changedSince").size()).isZero();

        JsonNode submitted = Api.require(returned(reviewerA, "way-a", 2021, "submit", because("请审核")), 200)
                .json();
        assertThat(submitted.get("state").stringValue()).isEqualTo("submitted");
        long position = submitted.get("position").longValue();
        JsonNode shown = read("/api/v1/returns/way-a/2021?atLeast=" + position);
        assertThat(shown.get("figures").get("cells").get("3.new.enterprise").longValue())
                .isEqualTo(1);
        assertThat(shown.get("figures").get("cells").get("2.charges").stringValue())
                .isEqualTo("0");
        assertThat(shown.get("figures").get("cells").size()).isEqualTo(200);
        assertThat(shown.get("figures").get("position").longValue()).isEqualTo(position - 1);
        JsonNode line = shown.get("history").get(0);
        assertThat(line.get("state").stringValue()).isEqualTo("submitted");
        assertThat(line.get("previousState").stringValue()).isEqualTo("open");
        assertThat(line.get("by").stringValue()).isEqualTo("sign-off-reviewer-way-a");
        assertThat(line.get("role").stringValue()).isEqualTo("reviewer");
        assertThat(line.get("comment").stringValue()).isEqualTo("请审核");
        assertThat(line.get("position").longValue()).isEqualTo(position);
        // The server's own day, whatever the day of the test.
        assertThat(line.get("at").stringValue()).startsWith("2026-07-01T0");
        assertThat(line.get("at").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(read("/api/v1/returns/way-a/2021?knownAt=" + (position - 1))
                        .get("state")
                        .stringValue())
                .isEqualTo("open");

        // Acts while a return is only submitted are welcome; then it cannot be accepted as it was submitted.
        recorded("way-a", "SQ-1", "2", "request-decided", "2021-03-20", "{'outcome':'granted'}");
        JsonNode changed =
                read("/api/v1/returns/way-a/2021?atLeast=" + (position + 1)).get("changedSince");
        assertThat(changed.size()).isEqualTo(1);
        assertThat(changed.get(0).get("unit").stringValue()).isEqualTo("way-a");
        assertThat(changed.get(0).get("subject").stringValue()).isEqualTo("SQ-1");
        assertThat(changed.get(0).get("id").stringValue()).isEqualTo("2");
        assertThat(changed.get(0).get("cells").get("3.granted.total").longValue())
                .isEqualTo(1);
        refused(returned(consolidator, "way-a", 2021, "accept", NONE), 409, "changed-since-submitted");
        Api.require(returned(consolidator, "way-a", 2021, "send-back", because("请重报")), 200);
        Api.require(returned(reviewerA, "way-a", 2021, "submit", NONE), 200);
        Api.require(returned(consolidator, "way-a", 2021, "accept", NONE), 200);

        refused(reported(consolidator, "way", 2021, "sign", NONE), 409, "returns-missing");
        Api.require(returned(reviewerB, "way-b", 2021, "submit", NONE), 200);
        Api.require(returned(consolidator, "way-b", 2021, "accept", NONE), 200);

        // The year is closed.
        String complaint = "{'channel':'phone'}";
        refused(act(importer, "way-a", "TS", "1", "complaint-handled", "2021-05-01", complaint), 409, "period-closed");
        Api.require(act(importer, "way-a", "SQ-1", "2", "request-decided", "2021-03-20", "{'outcome':'granted'}"), 200);

        refused(inspector.get("/api/v1/reports/way/2021/versions/1"), 404, "not-found");
        JsonNode signed =
                Api.require(reported(both, "way", 2021, "sign", NONE), 200).json();
        assertThat(signed.get("state").stringValue()).isEqualTo("signed");
        assertThat(signed.get("version").intValue()).isEqualTo(1);
        refused(reported(both, "way", 2021, "publish", NONE), 409, "four-eyes");
        refused(reported(consolidator, "way", 2021, "sign", NONE), 409, "wrong-state");
        long published = Api.require(reported(publisher, "way", 2021, "publish", NONE), 200)
                .json()
                .get("position")
                .longValue();
        // At once, without saying what to wait for: the file of what has just been done.
        String first = Api.require(inspector.get("/api/v1/reports/way/2021/versions/1"), 200)
                .text();
        assertThat(first).contains("\"checkpoint\":");
        assertThat(inspector
                        .get("/api/v1/reports/way/2021/versions/1?format=json&atLeast=" + published)
                        .text())
                .isEqualTo(first);
        assertThat(first).startsWith("{\"cells\":{\"2.charges\":\"0\",\"2.coercion\":0,\"2.licence\":7,");

        // A late act shows in the live tables and as changed since, never in the published version.
        String late = ",\"late\":true,\"reason\":\"补报\"";
        refused(
                act(
                        importer,
                        "way-b",
                        "XK",
                        "2",
                        "decisions-tallied",
                        "2021-11-30",
                        "{'kind':'licence','count':2,'evidence':'e'}",
                        late),
                403,
                "forbidden");
        long lateAt = Api.require(
                        act(
                                consolidator,
                                "way-b",
                                "XK",
                                "2",
                                "decisions-tallied",
                                "2021-11-30",
                                "{'kind':'licence','count':2,'evidence':'e'}",
                                late),
                        201)
                .json()
                .get("position")
                .longValue();
        JsonNode report = read("/api/v1/reports/way/2021?atLeast=" + lateAt);
        assertThat(report.get("state").stringValue()).isEqualTo("published");
        assertThat(report.get("figures").get("cells").get("2.licence").longValue())
                .isEqualTo(7);
        assertThat(report.get("changedSince")
                        .get(0)
                        .get("cells")
                        .get("2.licence")
                        .longValue())
                .isEqualTo(2);
        assertThat(texts(report.get("history"), "state")).containsExactly("signed", "published");
        assertThat(read("/api/v1/tables?unit=way&year=2021")
                        .get("cells")
                        .get("2.licence")
                        .longValue())
                .isEqualTo(9);

        refused(reported(consolidator, "way", 2021, "restate", NONE), 422, "invalid-request");
        assertThat(Api.require(reported(consolidator, "way", 2021, "restate", because("补报两件")), 200)
                        .json()
                        .get("version")
                        .intValue())
                .isEqualTo(2);
        Api.require(reported(consolidator, "way", 2021, "sign", NONE), 200);
        long again = Api.require(reported(publisher, "way", 2021, "publish", NONE), 200)
                .json()
                .get("position")
                .longValue();
        JsonNode second = read("/api/v1/reports/way/2021/versions/2?atLeast=" + again);
        assertThat(second.get("cells").get("2.licence").longValue()).isEqualTo(9);
        assertThat(second.get("restatement").get("note").stringValue())
                .isEqualTo("更正说明:本报告为第2版,更正第1版。更正原因:补报两件\n" + "行政许可 本年处理决定数量:原为7件,调整+2件,更正后为9件。依据:way-b XK 2。");
        assertThat(second.get("restatement").toString().replaceFirst("\"note\":\"[^\"]*\",", ""))
                .isEqualTo("{\"cells\":[{\"acts\":[{\"amount\":2,\"id\":\"2\",\"position\":" + lateAt
                        + ",\"subject\":\"XK\",\"unit\":\"way-b\"}],\"adjustment\":2,\"cell\":\"2.licence\",\"previous\":7,"
                        + "\"restated\":9}],\"laterYears\":[],\"previousPosition\":"
                        + report.get("figures").get("position") + ",\"previousVersion\":1,\"reason\":\"补报两件\"}");
        assertThat(inspector.get("/api/v1/reports/way/2021/versions/1").text()).isEqualTo(first);
        Answer page = Api.require(inspector.get("/api/v1/reports/way/2021/versions/2?format=html"), 200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Repr-Digest").orElseThrow()).startsWith("sha-256=:");
        assertThat(page.text()).contains("way2021年政府信息公开工作年度报告", "更正后为9件");
        JsonNode bound = Api.JSON.readTree(first);
        assertThat(bound.get("version").intValue()).isEqualTo(1);
        assertThat(bound.get("knownAt").get("position").longValue()).isPositive();
        assertThat(bound.get("checkpoint").stringValue()).contains("\n\n— ");
        String digest = bound.get("digest").stringValue();
        // What was signed is the version without the two members that its publication added, and the digest is of that.
        String unsealed = inspector
                .get("/api/v1/reports/way/2021/versions/1?knownAt=" + (published - 1))
                .text();
        assertThat(sha256(unsealed)).isEqualTo(digest);
        ((ObjectNode) bound).remove(List.of("checkpoint", "digest"));
        assertThat(Api.JSON.readTree(unsealed)).isEqualTo(bound);
        assertThat(inspector
                        .get("/api/v1/reports/way/2021/versions/1?format=html")
                        .text())
                .contains(digest, "第 1 版", bound.get("knownAt").get("position").toString(), "透明日志检查点")
                .doesNotContain("暂无");
        for (String format : List.of("docx", "xlsx")) {
            String path = "/api/v1/reports/way/2021/versions/1?format=" + format;
            Answer file = Api.require(inspector.get(path), 200);
            assertThat(file.headers().firstValue("Content-Type").orElseThrow()).contains("openxmlformats");
            assertThat(inspector.get(path).headers().firstValue("Repr-Digest"))
                    .isEqualTo(file.headers().firstValue("Repr-Digest"));
        }
        refused(inspector.get("/api/v1/reports/way/2021/versions/1?format=pdf"), 422, "invalid-parameter");
        assertThat(read("/api/v1/tables/diff?unit=way&year=2021&from=version:1&to=version:2")
                        .get("moves")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void a_restatement_lists_the_cells_of_later_years_that_the_same_acts_move() {
        acceptedYear("later");
        Api.require(reported(both, "later", 2021, "sign", NONE), 200);
        Api.require(reported(publisher, "later", 2021, "publish", NONE), 200);
        recorded(
                "later-a",
                "SQ-9",
                "1",
                "request-received",
                "2022-03-01",
                "{'applicant':'enterprise','channel':'mail'}");
        Api.require(
                act(
                        consolidator,
                        "later-a",
                        "GF-1",
                        "1",
                        "document-issued",
                        "2021-06-01",
                        "{'kind':'normative','title':'t'}",
                        ",\"late\":true,\"reason\":\"漏报\""),
                201);
        Api.require(reported(consolidator, "later", 2021, "restate", because("漏报一件")), 200);
        long signed = Api.require(reported(consolidator, "later", 2021, "sign", NONE), 200)
                .json()
                .get("position")
                .longValue();

        JsonNode restatement =
                read("/api/v1/reports/later/2021/versions/2?atLeast=" + signed).get("restatement");

        assertThat(texts(restatement.get("cells"), "cell"))
                .containsExactly("2.normative.issued", "2.normative.in-force");
        assertThat(restatement.get("laterYears").get(0).toString())
                .isEqualTo("{\"cells\":[\"2.normative.in-force\"],\"year\":2022}");
    }

    @Test
    void who_may_do_what() {
        node("who");
        recorded("who-a", "XK", "1", "decision-made", "2021-03-01", "{'kind':'licence'}");
        Api reviewer = user("reviewer-who", "who-a", "reviewer");
        Api elsewhere = user("reviewer-who-b", "who-b", "reviewer");
        Api ofTheNode = user("consolidator-who", "who", "consolidator");
        Api ofAnother = user("consolidator-other", "who-b", "consolidator");
        Api selfMade = user("self-made", "who-a", "reviewer", "consolidator");

        refused(returned(importer, "who-a", 2021, "submit", NONE), 403, "forbidden");
        refused(returned(consolidator, "who-a", 2021, "submit", NONE), 403, "forbidden");
        refused(returned(elsewhere, "who-a", 2021, "submit", NONE), 403, "forbidden");
        refused(returned(reviewer, "who-a", 2021, "accept", NONE), 403, "forbidden");
        refused(reported(publisher, "who", 2021, "sign", NONE), 403, "forbidden");
        refused(reported(consolidator, "who", 2021, "publish", NONE), 403, "forbidden");
        refused(returned(consolidator, "nobody", 2021, "accept", NONE), 404, "unknown-unit");
        refused(returned(consolidator, "who", 2021, "accept", NONE), 409, "unit-is-node");
        refused(returned(reviewer, "who-a", 2020, "submit", NONE), 422, "year-not-reported");
        refused(returned(reviewer, "who-a", 2021, "approve", NONE), 404, "not-found");
        refused(reviewer.post("/api/v1/returns/who-a/21/submit", NONE), 422, "invalid-parameter");
        refused(returned(reviewer, "who-a", 2026, "submit", NONE), 409, "year-not-over");
        refused(reported(consolidator, "who", 2026, "sign", NONE), 409, "year-not-over");
        refused(returned(reviewer, "who-a", 2021, "withdraw", because("x")), 409, "wrong-state");
        refused(returned(reviewer, "who-a", 2021, "submit", "{\"remark\":\"x\"}"), 422, "invalid-request");
        refused(returned(reviewer, "who-a", 2021, "submit", "[]"), 422, "invalid-request");
        refused(returned(reviewer, "who-a", 2021, "submit", because("打13912345678")), 422, "personal-data");
        refused(returned(reviewer, "who-a", 2021, "submit", because("长".repeat(501))), 413, "too-large");

        Api.require(returned(selfMade, "who-a", 2021, "submit", NONE), 200);
        refused(returned(selfMade, "who-a", 2021, "accept", NONE), 409, "four-eyes");
        refused(returned(ofAnother, "who-a", 2021, "accept", NONE), 403, "forbidden");
        refused(returned(reviewer, "who-a", 2021, "withdraw", NONE), 422, "invalid-request");
        refused(returned(reviewer, "who-a", 2021, "withdraw", because(" ")), 422, "invalid-request");
        Api.require(returned(reviewer, "who-a", 2021, "withdraw", because("再核")), 200);
        Api.require(returned(selfMade, "who-a", 2021, "submit", NONE), 200);
        Api.require(returned(ofTheNode, "who-a", 2021, "accept", NONE), 200);
        refused(returned(ofTheNode, "who-a", 2021, "reopen", NONE), 422, "invalid-request");
        JsonNode reopened = Api.require(returned(ofTheNode, "who-a", 2021, "reopen", because("补报")), 200)
                .json();
        assertThat(reopened.get("version").intValue()).isEqualTo(2);
        Api.require(act(importer, "who-a", "XK2", "1", "decision-made", "2021-03-01", "{'kind':'licence'}"), 201);

        refused(elsewhere.get("/api/v1/returns/who-a/2021"), 404, "unknown-unit");
        refused(elsewhere.get("/api/v1/reports/who/2021"), 404, "unknown-unit");
        refused(server.admin().get("/api/v1/returns/who-a/2021"), 403, "forbidden");
        refused(inspector.get("/api/v1/returns/who/2021"), 409, "unit-is-node");
        refused(inspector.get("/api/v1/returns/who-a/2020"), 422, "year-not-reported");
        refused(inspector.get("/api/v1/reports/who/2021?format=json"), 422, "invalid-parameter");
    }

    @Test
    void a_signed_year_keeps_what_its_units_are() {
        acceptedYear("kept");
        String township = "{\"name\":\"镇\",\"kind\":\"township\",\"parent\":\"kept\",\"reportingFrom\":2021}";

        refused(server.admin().put("/api/v1/units/kept-a", township), 409, "period-closed");
        Api.require(server.admin().put("/api/v1/units/kept-a?validFrom=2022", township), 200);
    }

    @Test
    void nothing_is_published_while_the_keys_of_the_log_are_missing() throws Exception {
        acceptedYear("keyless");
        long signed = Api.require(reported(consolidator, "keyless", 2021, "sign", NONE), 200)
                .json()
                .get("position")
                .longValue();
        // The head is covered: all that publication waited for once is there.
        await().until(() -> inspector
                        .get("/api/v1/units/keyless-a/subjects/SQ-1/acts/2/receipt")
                        .status()
                == 200);
        Path key = SharedServer.data().resolve("keys/log-signing.key");
        Path elsewhere = Files.move(key, key.resolveSibling("log-signing.key.away"));
        try {
            Answer refusal = reported(publisher, "keyless", 2021, "publish", NONE);
            refused(refusal, 503, "unavailable");
            assertThat(refusal.json().get("detail").stringValue())
                    .contains("keys of the log are missing", "nothing was recorded");
            assertThat(refusal.headers().firstValue("Retry-After")).isPresent();
            assertThat(read("/api/v1/reports/keyless/2021?atLeast=" + signed)
                            .get("state")
                            .stringValue())
                    .isEqualTo("signed");
        } finally {
            Files.move(elsewhere, key);
        }
        Api.require(reported(publisher, "keyless", 2021, "publish", NONE), 200);
    }

    @Test
    void silence_is_not_zero() {
        node("quiet");
        recorded("quiet-a", "XK", "1", "decision-made", "2021-03-01", "{'kind':'licence'}");
        Api reviewer = user("reviewer-quiet", "quiet-b", "reviewer");

        refused(returned(reviewer, "quiet-b", 2021, "submit", NONE), 409, "units-silent");
        refused(reported(consolidator, "quiet", 2021, "sign", NONE), 409, "units-silent");

        recorded("quiet-b", "NIL", "1", "nil-declared", "2022-01-05", "{'year':2021}");
        Api.require(returned(reviewer, "quiet-b", 2021, "submit", NONE), 200);
        refused(reported(consolidator, "quiet", 2021, "sign", NONE), 409, "returns-missing");
    }

    @Test
    void a_failing_warning_needs_a_justification() {
        node("warn");
        put(
                "/api/v1/units/warn-c",
                "{\"name\":\"新单位\",\"kind\":\"department\",\"parent\":\"warn\",\"reportingFrom\":2022}");
        // A unit joined with an open case: more is carried in than the node carried out the year before.
        recorded("warn-c", "SQ", "1", "request-received", "2021-12-01", "{'applicant':'enterprise','channel':'mail'}");
        recorded("warn-c", "SQ", "2", "request-decided", "2022-01-10", "{'outcome':'granted'}");
        for (String unit : List.of("warn-a", "warn-b")) {
            recorded(unit, "NIL", "1", "nil-declared", "2023-01-05", "{'year':2022}");
        }
        for (String unit : List.of("warn-a", "warn-b", "warn-c")) {
            Api reviewer = user("reviewer-" + unit, unit, "reviewer");
            Api.require(returned(reviewer, unit, 2022, "submit", NONE), 200);
            Api.require(returned(consolidator, unit, 2022, "accept", NONE), 200);
        }
        Answer failed = reported(consolidator, "warn", 2022, "sign", NONE);
        refused(failed, 409, "checks-failed");
        JsonNode checks = failed.json().get("checks");
        assertThat(texts(checks, "where")).containsExactly("enterprise", "total");
        assertThat(texts(checks, "rule")).containsOnly("R6");
        assertThat(checks.get(0).get("left").intValue()).isEqualTo(1);
        assertThat(checks.get(0).get("right").intValue()).isZero();
        // The tables name what joined too; acts stand in the refusal alone.
        for (JsonNode check : read("/api/v1/tables?unit=warn&year=2022").get("checks")) {
            boolean isExplained = check.get("rule").stringValue().equals("R6")
                    && texts(checks, "where").contains(check.get("where").stringValue());
            assertThat(check.has("acts")).isFalse();
            assertThat(String.valueOf(check.get("explained")))
                    .isEqualTo(isExplained ? "[{\"unit\":\"warn-c\",\"change\":\"joined\",\"amount\":1}]" : "null");
        }

        String path = "/api/v1/reports/warn/2022/justifications";
        String one = "{\"rule\":\"R6\",\"where\":\"enterprise\",\"reason\":\"新单位带入\"}";
        Api reviewer = user("reviewer-warn", "warn-a", "reviewer");
        refused(reviewer.put(path, "{\"justifications\":[" + one + "]}"), 403, "forbidden");
        refused(consolidator.put(path, "{\"justifications\":[" + one + "," + one + "]}"), 422, "invalid-request");
        refused(
                consolidator.put(path, "{\"justifications\":[" + one.replace("R6", "R8") + "]}"),
                422,
                "invalid-request");
        refused(
                consolidator.put(path, "{\"justifications\":[" + one.replace("enterprise", "nobody") + "]}"),
                422,
                "invalid-request");
        Api.require(consolidator.put(path, "{\"justifications\":[" + one + "]}"), 200);
        Answer still = reported(consolidator, "warn", 2022, "sign", NONE);
        refused(still, 409, "checks-failed");
        assertThat(texts(still.json().get("checks"), "where")).containsExactly("total");

        Api.require(
                consolidator.put(path, "{\"justifications\":[" + one + "," + one.replace("enterprise", "total") + "]}"),
                200);
        long position = Api.require(reported(consolidator, "warn", 2022, "sign", NONE), 200)
                .json()
                .get("position")
                .longValue();
        JsonNode signed = read("/api/v1/reports/warn/2022/versions/1?atLeast=" + position);
        assertThat(signed.get("checks").findValuesAsString("status"))
                .contains("justified")
                .doesNotContain("fails");
        assertThat(signed.get("checks").findValuesAsString("change")).containsExactly("joined", "joined");
        assertThat(signed.get("justifications").get(0).get("reason").stringValue())
                .isEqualTo("新单位带入");
    }

    @Test
    void texts_are_bound_to_figures_and_free_numbers_are_held_against_them() throws Exception {
        acceptedYear("text");
        Answer unknown = consolidator.put(
                "/api/v1/reports/text/2021/texts", "{\"overview\":\"收到{3.news.total}件\",\"problems\":null}");
        refused(unknown, 422, "invalid-request");
        assertThat(unknown.json().get("violations").get(0).get("pointer").stringValue())
                .isEqualTo("/overview");

        String overview =
                Files.readString(Path.of("src/test/resources/minglu/reporting/weinan-etdz-2021-overview.txt"));
        String texts = Api.JSON.writeValueAsString(
                Map.of("overview", overview + "共收到申请{3.new.total}件。", "other", "无收取信息处理费的情况。"));
        Api.require(consolidator.put("/api/v1/reports/text/2021/texts", texts), 200);

        Answer failed = reported(consolidator, "text", 2021, "sign", NONE);
        refused(failed, 409, "checks-failed");
        JsonNode checks = read("/api/v1/reports/text/2021").get("textChecks");
        JsonNode parts = null;
        for (JsonNode check : checks) {
            if (check.get("where").stringValue().equals("overview/parts")) {
                parts = check;
            }
        }
        assertThat(parts).as(checks.toString()).isNotNull();
        assertThat(parts.get("rule").stringValue()).isEqualTo("R7");
        assertThat(parts.get("status").stringValue()).isEqualTo("fails");
        assertThat(parts.get("left").longValue()).isEqualTo(2022);
        assertThat(parts.get("right").longValue()).isEqualTo(2021);
        assertThat(parts.get("quote").stringValue()).contains("2022条", "1678条", "343条");

        List<String> reasons = new ArrayList<>();
        failed.json()
                .get("checks")
                .forEach(check -> reasons.add("{\"rule\":" + check.get("rule") + ",\"where\":" + check.get("where")
                        + ",\"reason\":\"沿用原文\"}"));
        Api.require(
                consolidator.put(
                        "/api/v1/reports/text/2021/justifications",
                        "{\"justifications\":[" + String.join(",", reasons) + "]}"),
                200);
        long signed = Api.require(reported(consolidator, "text", 2021, "sign", NONE), 200)
                .json()
                .get("position")
                .longValue();
        JsonNode version = read("/api/v1/reports/text/2021/versions/1?atLeast=" + signed);
        assertThat(version.get("texts").get("overview").stringValue()).endsWith("共收到申请1件。");
        assertThat(version.get("written").get("overview").stringValue()).endsWith("共收到申请{3.new.total}件。");
    }

    @Test
    void what_a_text_only_may_contradict_stops_nothing_and_is_dismissed_with_one_call() {
        acceptedYear("may");
        String address = "/api/v1/reports/may/2021";
        Api.require(consolidator.put(address + "/texts", "{\"overview\":\"教育局收到申请7件。\",\"other\":\"无。\"}"), 200);
        JsonNode check = shows(address, "possible", 7);
        assertThat(check.get("grade").stringValue()).isEqualTo("possible");

        refused(consolidator.put(address + "/dismissals", "{}"), 422, "invalid-request");
        refused(
                consolidator.put(address + "/dismissals", "{\"dismissals\":[{\"rule\":\"R6\",\"where\":\"total\"}]}"),
                422,
                "invalid-request");
        refused(
                inspector.put(
                        address + "/dismissals",
                        "{\"dismissals\":[{\"rule\":\"R9\",\"where\":\"overview/received\",\"number\":7}]}"),
                403,
                "forbidden");
        Api.require(
                consolidator.put(
                        address + "/dismissals",
                        "{\"dismissals\":[{\"rule\":\"R9\",\"where\":\"overview/received\",\"number\":7}]}"),
                200);
        shows(address, "dismissed", 7);
        assertThat(only(read(address).get("dismissals")).get("number").longValue())
                .isEqualTo(7);
        Api.require(consolidator.put(address + "/texts", "{\"overview\":\"教育局收到申请8件。\",\"other\":\"无。\"}"), 200);
        // Another number was not dismissed.
        shows(address, "possible", 8);
        Api.require(reported(consolidator, "may", 2021, "sign", NONE), 200);
    }

    /** Waits until the one text check of a report has this outcome about this number. */
    private static JsonNode shows(String report, String status, long number) {
        return await().until(
                        () -> read(report).get("textChecks"),
                        checks -> checks.size() == 1
                                && checks.get(0).get("status").stringValue().equals(status)
                                && checks.get(0).get("left").longValue() == number)
                .get(0);
    }

    private static JsonNode only(JsonNode list) {
        assertThat(list.size()).as(list.toString()).isEqualTo(1);
        return list.get(0);
    }

    @Test
    void a_unit_has_a_report_of_its_own_from_its_accepted_return() {
        node("own");
        recorded("own-a", "XK", "1", "decision-made", "2021-03-01", "{'kind':'licence'}");
        Api reviewer = user("reviewer-own", "own-a", "reviewer");
        refused(reported(consolidator, "own-a", 2021, "sign", NONE), 409, "returns-missing");
        Api.require(returned(reviewer, "own-a", 2021, "submit", NONE), 200);
        refused(reported(consolidator, "own-a", 2021, "sign", NONE), 409, "returns-missing");
        Api.require(returned(consolidator, "own-a", 2021, "accept", NONE), 200);
        Api.require(reviewer.put("/api/v1/reports/own-a/2021/texts", "{\"overview\":\"许可{2.licence}件\"}"), 200);
        Api.require(reported(consolidator, "own-a", 2021, "sign", NONE), 200);
        long published = Api.require(reported(publisher, "own-a", 2021, "publish", NONE), 200)
                .json()
                .get("position")
                .longValue();
        JsonNode version = read("/api/v1/reports/own-a/2021/versions/1?atLeast=" + published);
        assertThat(version.get("scope").stringValue()).isEqualTo("own");
        assertThat(version.get("texts").get("overview").stringValue()).isEqualTo("许可1件");
    }

    @Test
    void the_board_shows_who_still_owes_what() {
        node("board");
        recorded("board-a", "XK", "1", "decision-made", "2024-03-01", "{'kind':'licence'}");
        recorded("board-a", "NIL", "1", "nil-declared", "2024-05-05", "{'year':2024,'month':4}");
        long last = Api.require(
                        act(importer, "board-b", "NIL", "1", "nil-declared", "2025-01-05", "{'year':2024}"), 201)
                .json()
                .get("position")
                .longValue();
        JsonNode board = read("/api/v1/returns?node=board&year=2024&atLeast=" + last);

        assertThat(texts(board.get("units"), "unit")).containsExactly("board-a", "board-b");
        JsonNode a = board.get("units").get(0);
        assertThat(a.get("name").stringValue()).isEqualTo("单位board-a");
        assertThat(a.get("state").stringValue()).isEqualTo("open");
        assertThat(a.get("monthsWithoutAct").toString()).isEqualTo("[1,2,5,6,7,8,9,10,11,12]");
        assertThat(a.get("nilMonths").toString()).isEqualTo("[4]");
        assertThat(a.get("late").booleanValue()).isTrue();
        assertThat(a.get("dueOn").stringValue()).isEqualTo("2025-01-31");
        assertThat(board.get("units").get(1).get("monthsWithoutAct").size()).isZero();
        assertThat(board.get("units").get(1).get("nilMonths").size()).isEqualTo(12);
        assertThat(board.get("report").toString())
                .isEqualTo("{\"state\":\"draft\",\"version\":1,\"dueOn\":\"2025-02-20\",\"late\":true}");
        JsonNode page = read("/api/v1/returns?node=board&year=2024&limit=1");
        assertThat(texts(page.get("units"), "unit")).containsExactly("board-a");
        JsonNode rest = read("/api/v1/returns?node=board&year=2024&limit=1&after="
                + page.get("next").stringValue());
        assertThat(texts(rest.get("units"), "unit")).containsExactly("board-b");
        assertThat(rest.get("next").isNull()).isTrue();
        Api clerk = user("clerk-board", "board-a", "clerk");
        refused(clerk.get("/api/v1/returns?node=board&year=2024"), 404, "unknown-unit");
        assertThat(Api.require(clerk.get("/api/v1/returns?node=board-a&year=2024"), 200)
                        .json()
                        .get("units")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void figures_published_before_are_kept_whatever_they_contradict() {
        node("ref");
        recorded("ref-a", "XK", "1", "decisions-tallied", "2021-12-31", "{'kind':'licence','count':7,'evidence':'e'}");
        String path = "/api/v1/reports/ref-a/2021/reference-figures";
        JsonNode kept = Api.require(
                        consolidator.put(
                                path, "{\"cells\":{\"2.licence\":1846,\"2.penalty\":0,\"2.charges\":\"12.50\"}}"),
                        200)
                .json();
        assertThat(kept.get("differences").toString())
                .isEqualTo("[{\"cell\":\"2.licence\",\"published\":1846,\"computed\":7},"
                        + "{\"cell\":\"2.charges\",\"published\":\"12.5\",\"computed\":\"0\"}]");
        assertThat(kept.get("checks").get(0).get("status").stringValue()).isEqualTo("unknown");
        assertThat(read(path)).isEqualTo(kept);

        JsonNode early = Api.require(
                        consolidator.put(
                                "/api/v1/reports/ref-a/2019/reference-figures",
                                "{\"cells\":{\"4.reconsideration.upheld\":10,\"4.reconsideration.corrected\":1,"
                                        + "\"4.reconsideration.other\":0,\"4.reconsideration.pending\":0,"
                                        + "\"4.reconsideration.total\":0}}"),
                        200)
                .json();
        assertThat(early.get("differences").get(0).get("computed").isNull()).isTrue();
        for (JsonNode check : early.get("checks")) {
            if (check.get("rule").stringValue().equals("R4")
                    && check.get("where").stringValue().equals("reconsideration")) {
                assertThat(check.get("status").stringValue()).isEqualTo("fails");
            }
        }
        refused(importer.put(path, "{\"cells\":{}}"), 403, "forbidden");
        refused(consolidator.put(path, "{\"cells\":{\"2.licences\":1}}"), 422, "invalid-request");
        refused(consolidator.put(path, "{\"cells\":{\"2.licence\":1.5}}"), 422, "invalid-request");
        refused(consolidator.put(path, "{\"cells\":{\"2.charges\":12}}"), 422, "invalid-request");
    }
}
