package minglu.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import minglu.api.act.ActType;
import minglu.standalone.testing.Api;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Contract section 3: an act of every type is recorded once, answers its first receipt when it is sent again, counts where it must, and
 * is refused where it must be.
 */
@EveryInstallation
class EveryActTypeContractTest {

    private static final String REASON = "录入有误";

    private final Scene scene;
    private final Set<String> recorded = new LinkedHashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private long last;

    EveryActTypeContractTest(Installation installation) {
        scene = new Scene(installation);
    }

    private void record(String subject, String id, String type, String occurredOn, String data) {
        record(subject, id, type, occurredOn, data, null);
    }

    /** Records an act as the clerk, and has somebody else send it again. */
    private void record(String subject, String id, String type, String occurredOn, String data, String reason) {
        String act = Scene.act(scene.unit, subject, id, type, occurredOn, data, reason);
        JsonNode first = Api.require(scene.clerk.post("/api/v1/acts", act), 201).json();
        JsonNode again =
                Api.require(scene.importer.post("/api/v1/acts", act), 200).json();

        assertThat(again.get("duplicate").booleanValue()).as(type).isTrue();
        assertThat(again.get("position")).as(type).isEqualTo(first.get("position"));
        assertThat(again.get("recordedAt")).as(type).isEqualTo(first.get("recordedAt"));
        last = first.get("position").longValue();
        recorded.add(type);
    }

    private void correct(String subject, String id, String type, String data) {
        record(subject, id, type, "2021-12-30", data, REASON);
    }

    private void refused(int status, String code, String subject, String id, String type, String day, String data) {
        refused(status, code, Scene.act(scene.unit, subject, id, type, day, data, null), type);
    }

    private void correctionRefused(int status, String code, String subject, String type, String data) {
        refused(status, code, Scene.act(scene.unit, subject, "90", type, "2021-12-30", data, REASON), type);
    }

    private void refused(int status, String code, String act, String type) {
        Api.Answer answer = scene.clerk.post("/api/v1/acts", act);
        assertThat(answer.status()).as("%s: %s", type, answer.text()).isEqualTo(status);
        assertThat(answer.code()).as(type).isEqualTo(code);
        assertThat(answer.json().get("detail").stringValue()).isNotBlank();
        refused.add(type);
    }

    private void requests() {
        String mail = "{\"applicant\":\"natural-person\",\"channel\":\"mail\"}";
        record("SQ-1", "1", "request-received", "2021-03-01", mail);
        refused(409, "subject-exists", "SQ-1", "1b", "request-received", "2021-03-01", mail);
        record("SQ-1", "2", "correction-requested", "2021-03-03", "{\"dueOn\":\"2021-03-20\"}");
        refused(409, "correction-already-requested", "SQ-1", "2b", "correction-requested", "2021-03-04", "{}");
        record("SQ-1", "3", "request-corrected", "2021-03-10", "{}");
        refused(409, "no-correction-pending", "SQ-1", "3b", "request-corrected", "2021-03-10", "{}");
        record("SQ-1", "4", "third-party-consulted", "2021-03-11", "{\"with\":\"third-party\",\"party\":\"某公司\"}");
        refused(
                422,
                "invalid-act",
                "SQ-1",
                "4b",
                "third-party-consulted",
                "2021-03-11",
                "{\"with\":\"somebody-else\"}");
        record("SQ-1", "5", "third-party-replied", "2021-03-15", "{\"party\":\"某公司\",\"consent\":true}");
        refused(409, "no-third-party-pending", "SQ-1", "5b", "third-party-replied", "2021-03-15", "{}");
        record("SQ-1", "6", "deadline-extended", "2021-03-16", "{\"workingDays\":20,\"approvedBy\":\"负责人\"}");
        refused(
                409,
                "already-extended",
                "SQ-1",
                "6b",
                "deadline-extended",
                "2021-03-16",
                "{\"workingDays\":5,\"approvedBy\":\"负责人\"}");
        String delayed = "{\"until\":\"2021-06-30\",\"approvedBy\":\"负责人\"}";
        record("SQ-1", "7", "answer-delayed", "2021-03-17", delayed);
        refused(409, "before-last-act", "SQ-1", "7b", "answer-delayed", "2021-03-16", delayed);
        refused(
                409,
                "fee-mismatch",
                "SQ-1",
                "8b",
                "fee-charged",
                "2021-03-18",
                "{\"basis\":\"per-page\",\"quantity\":31,\"amountYuan\":\"1.00\"}");
        record(
                "SQ-1",
                "8",
                "fee-charged",
                "2021-03-18",
                "{\"basis\":\"per-request\",\"quantity\":11,\"amountYuan\":\"100\"}");
        record("SQ-1", "9", "fee-paid", "2021-03-20", "{\"amountYuan\":\"100.00\"}");
        refused(409, "no-fee-pending", "SQ-1", "9b", "fee-paid", "2021-03-20", "{}");
        String granted = "{\"outcome\":\"granted\"}";
        record("SQ-1", "10", "request-decided", "2021-03-25", granted);
        refused(409, "request-closed", "SQ-1", "10b", "request-decided", "2021-03-25", granted);
        record("SQ-1", "11", "request-redecided", "2021-05-01", "{\"outcome\":\"granted-in-part\"}");
        refused(409, "before-last-act", "SQ-1", "12", "request-redecided", "2021-04-01", granted);
        record("SQ-2", "1", "request-received", "2021-04-01", "{\"applicant\":\"enterprise\",\"channel\":\"online\"}");
        record("SQ-2", "2", "request-transferred", "2021-04-05", "{\"toOrgan\":\"市财政局\"}");
        refused(409, "request-closed", "SQ-2", "3", "request-transferred", "2021-04-05", "{\"toOrgan\":\"市财政局\"}");
        refused(404, "unknown-subject", "SQ-9", "1", "request-decided", "2021-03-25", granted);
    }

    private void documents() {
        record("opening-normative", "1", "documents-opening", "2021-01-01", "{\"kind\":\"normative\",\"inForce\":7}");
        refused(
                409,
                "opening-already-declared",
                "opening-normative",
                "2",
                "documents-opening",
                "2021-01-01",
                "{\"kind\":\"normative\",\"inForce\":8}");
        refused(
                409,
                "opening-already-declared",
                "GF-0",
                "1",
                "document-issued",
                "2020-05-01",
                "{\"kind\":\"normative\",\"title\":\"旧文件\"}");
        record("GF-1", "1", "document-issued", "2021-02-01", "{\"kind\":\"normative\",\"title\":\"管理办法\"}");
        record("GF-2", "1", "document-issued", "2021-02-02", "{\"kind\":\"normative\",\"title\":\"实施细则\"}");
        record("GF-2", "2", "document-repealed", "2021-10-01", "{\"cause\":\"repealed\"}");
        refused(
                409,
                "document-not-in-force",
                "GF-2",
                "3",
                "document-repealed",
                "2021-10-02",
                "{\"cause\":\"expired\"}");
    }

    private void decisionsAndCharges() {
        String licence = "{\"kind\":\"licence\",\"title\":\"许可\",\"published\":true}";
        record("XK-1", "1", "decision-made", "2021-05-06", licence);
        refused(409, "subject-exists", "XK-1", "1b", "decision-made", "2021-05-06", licence);
        String penalties = "{\"kind\":\"penalty\",\"count\":12,\"evidence\":\"台账\"}";
        record("tallies", "1", "decisions-tallied", "2021-06-30", penalties);
        refused(422, "invalid-act", "tallies", "1b", "decisions-tallied", "2021-06-30", penalties.replace("12", "0"));
        String charge = "{\"amountYuan\":\"12345.60\",\"item\":\"不动产登记费\"}";
        record("tallies", "2", "charge-collected", "2021-06-30", charge);
        refused(422, "in-the-future", "tallies", "2b", "charge-collected", "2999-06-30", charge);
        refused(409, "before-reporting", "tallies", "2c", "charge-collected", "2019-06-30", charge);
    }

    private void publicationsAndDisputes() {
        String notice = "{\"channel\":\"website\",\"category\":\"dynamics\",\"title\":\"通知\",\"reviewedBy\":\"审查员\"}";
        record("WZ-1", "1", "item-published", "2021-07-01", notice);
        refused(409, "subject-exists", "WZ-1", "1b", "item-published", "2021-07-01", notice);
        record("WZ-1", "2", "item-withdrawn", "2021-07-02", "{}");
        refused(404, "unknown-subject", "WZ-9", "1", "item-withdrawn", "2021-07-02", "{}");
        String posts = "{\"channel\":\"wechat\",\"category\":\"dynamics\",\"count\":30,\"evidence\":\"后台统计\"}";
        record("tallies", "3", "items-tallied", "2021-07-31", posts);
        refused(422, "invalid-act", "tallies", "3b", "items-tallied", "2021-07-31", posts.replace("wechat", "pigeon"));
        String filed = "{\"kind\":\"reconsideration\",\"role\":\"original-organ\"}";
        record("FY-1", "1", "dispute-filed", "2021-08-01", filed);
        refused(409, "subject-exists", "FY-1", "1b", "dispute-filed", "2021-08-01", filed);
        record("FY-1", "2", "dispute-concluded", "2021-09-01", "{\"outcome\":\"upheld\"}");
        refused(409, "dispute-closed", "FY-1", "2b", "dispute-concluded", "2021-09-02", "{\"outcome\":\"other\"}");
        refused(409, "other-kind", "tallies", "2d", "dispute-concluded", "2021-06-30", "{\"outcome\":\"upheld\"}");
        record("FY-1", "3", "dispute-reopened", "2021-10-01", "{\"instance\":\"second\"}");
        refused(404, "unknown-subject", "FY-9", "1", "dispute-reopened", "2021-10-01", "{\"instance\":\"second\"}");
    }

    private void theRest() {
        String complaint = "{\"channel\":\"phone\"}";
        record("tallies", "4", "complaint-handled", "2021-08-01", complaint);
        refused(409, "act-conflict", "tallies", "4", "complaint-handled", "2021-08-02", complaint);
        record("tallies", "5", "training-held", "2021-08-02", "{\"topic\":\"条例解读\",\"participants\":40}");
        refused(
                422,
                "personal-data",
                "tallies",
                "5b",
                "training-held",
                "2021-08-02",
                "{\"topic\":\"联系人13812345678\",\"participants\":40}");
        String inspection = "{\"kind\":\"inspection\"}";
        record("tallies", "6", "oversight-performed", "2021-08-03", inspection);
        refused(
                422,
                "invalid-act",
                "tallies",
                "6b",
                "oversight-performed",
                "2021-08-03",
                inspection.replace("inspection", "rumour"));
        record("nil", "1", "nil-declared", "2022-01-05", "{\"year\":2021,\"month\":12}");
        refused(422, "in-the-future", "nil", "2", "nil-declared", "2022-01-05", "{\"year\":2999}");
    }

    private void corrections() {
        correctionRefused(409, "act-not-found", "XK-1", "act-amended", "{\"act\":\"7\",\"occurredOn\":\"2021-05-07\"}");
        correctionRefused(409, "dependent-acts", "SQ-1", "act-retracted", "{\"act\":\"1\"}");
        refused(422, "invalid-act", "XK-1", "90", "act-retracted", "2021-12-30", "{\"act\":\"1\"}");
        correct("XK-1", "2", "act-retracted", "{\"act\":\"1\"}");
        assertThat(scene.cell("2.licence", 2021, last)).isZero();
        correct(
                "SQ-1",
                "91",
                "act-amended",
                "{\"act\":\"1\",\"data\":{\"applicant\":\"enterprise\",\"channel\":\"mail\"}}");

        JsonNode after = scene.tables(2021, last).get("cells");
        assertThat(after.get("3.granted-in-part.natural-person").longValue()).isZero();
        assertThat(after.get("3.granted-in-part.enterprise").longValue()).isEqualTo(1);
        JsonNode before = Api.require(
                        scene.inspector.get("/api/v1/tables?unit=" + scene.unit + "&year=2021&knownAt=" + (last - 1)),
                        200)
                .json()
                .get("cells");
        assertThat(before.get("3.granted-in-part.natural-person").longValue()).isEqualTo(1);
    }

    @Test
    void an_act_of_every_type_is_recorded_repeated_counted_and_refused() {
        requests();
        documents();
        decisionsAndCharges();
        publicationsAndDisputes();
        theRest();
        countWhereTheyMust();
        corrections();

        Set<String> all = Arrays.stream(ActType.values()).map(ActType::code).collect(Collectors.toSet());
        assertThat(recorded).as("recorded").isEqualTo(all);
        assertThat(refused).as("refused").isEqualTo(all);
    }

    private void countWhereTheyMust() {
        JsonNode cells = scene.tables(2021, last).get("cells");
        assertThat(cells.size()).isEqualTo(200);
        assertThat(cells.get("3.new.natural-person").longValue()).isEqualTo(1);
        assertThat(cells.get("3.new.total").longValue()).isEqualTo(2);
        assertThat(cells.get("3.granted.natural-person").longValue()).isZero();
        assertThat(cells.get("3.granted-in-part.natural-person").longValue()).isEqualTo(1);
        assertThat(cells.get("3.unavailable-not-held.enterprise").longValue()).isEqualTo(1);
        assertThat(cells.get("3.carried-out.total").longValue()).isZero();
        assertThat(cells.get("2.normative.issued").longValue()).isEqualTo(2);
        assertThat(cells.get("2.normative.repealed").longValue()).isEqualTo(1);
        assertThat(cells.get("2.normative.in-force").longValue()).isEqualTo(8);
        assertThat(cells.get("2.licence").longValue()).isEqualTo(1);
        assertThat(cells.get("2.penalty").longValue()).isEqualTo(12);
        assertThat(cells.get("2.charges").stringValue()).isEqualTo("1.23456");
        assertThat(cells.get("4.reconsideration.pending").longValue()).isEqualTo(1);
        assertThat(cells.get("4.reconsideration.upheld").longValue()).isZero();

        JsonNode summary = Api.require(
                        scene.inspector.get("/api/v1/summary?unit=" + scene.unit + "&year=2021&atLeast=" + last), 200)
                .json();
        assertThat(summary.at("/items/website/dynamics").longValue()).isEqualTo(1);
        assertThat(summary.at("/items/wechat/total").longValue()).isEqualTo(30);
        assertThat(summary.at("/items/socialMedia").longValue()).isEqualTo(30);
        assertThat(summary.at("/items/withdrawn").longValue()).isEqualTo(1);
        assertThat(summary.at("/complaints/byChannel/phone").longValue()).isEqualTo(1);
        assertThat(summary.at("/trainings/participants").longValue()).isEqualTo(40);
        assertThat(summary.at("/oversight/inspection").longValue()).isEqualTo(1);
        assertThat(summary.at("/fees/amountYuan").stringValue()).isEqualTo("100");
        assertThat(summary.at("/requests/new").longValue()).isEqualTo(2);
    }
}
