package minglu.api.act;

import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Acts as clients send them: of each type the least that is accepted, and everything that can be said. */
final class SampleActs {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private record Sample(String minimal, String full) {}

    private static final Map<ActType, Sample> SAMPLES = new EnumMap<>(ActType.class);

    static {
        sample(
                ActType.REQUEST_RECEIVED,
                "{'applicant':'natural-person','channel':'mail'}",
                "{'applicant':'legal-service','channel':'in-person','title':'2020年预算','applicantRef':'"
                        + "0f".repeat(32) + "','splitFrom':'SQ-2021-001','transferredFrom':'市政府办'}");
        sample(ActType.CORRECTION_REQUESTED, "{}", "{'dueOn':'2021-03-20'}");
        sample(ActType.REQUEST_CORRECTED, "{}", "{}");
        sample(ActType.THIRD_PARTY_CONSULTED, "{}", "{'with':'co-author','party':'县水利局'}");
        sample(ActType.THIRD_PARTY_REPLIED, "{}", "{'party':'县水利局','consent':false}");
        sample(
                ActType.DEADLINE_EXTENDED,
                "{'workingDays':20,'approvedBy':'主任'}",
                "{'workingDays':1,'approvedBy':'主任'}");
        sample(
                ActType.ANSWER_DELAYED,
                "{'until':'2021-06-30','approvedBy':'主任'}",
                "{'until':'2021-06-30','approvedBy':'主任'}");
        sample(
                ActType.FEE_CHARGED,
                "{'basis':'per-page','quantity':68,'amountYuan':'380'}",
                "{'basis':'per-request','quantity':11,'amountYuan':'100.00'}");
        sample(ActType.FEE_PAID, "{}", "{'amountYuan':'380.5'}");
        sample(
                ActType.REQUEST_DECIDED,
                "{'outcome':'granted'}",
                "{'outcome':'closed-other','legalBasis':'条例第三十六条','cause':'withdrawn'}");
        sample(
                ActType.REQUEST_REDECIDED,
                "{'outcome':'granted-in-part'}",
                "{'outcome':'refused-state-secret','orderedBy':'县人民法院'}");
        sample(ActType.REQUEST_TRANSFERRED, "{}", "{'toUnit':'slj','toOrgan':'市档案馆','toSubject':'SQ〔2021〕7号'}");
        sample(
                ActType.DOCUMENT_ISSUED,
                "{'kind':'normative','title':'办法'}",
                "{'kind':'regulation','title':'办法','number':'县政发〔2021〕3号','revises':'GF-2015-003'}");
        sample(ActType.DOCUMENT_REPEALED, "{'cause':'expired'}", "{'cause':'superseded','kind':'normative'}");
        sample(ActType.DOCUMENTS_OPENING, "{'kind':'normative','inForce':0}", "{'kind':'normative','inForce':66}");
        sample(ActType.DECISION_MADE, "{'kind':'licence'}", "{'kind':'coercion','title':'查封','published':true}");
        sample(
                ActType.DECISIONS_TALLIED,
                "{'kind':'penalty','count':1,'evidence':'台账'}",
                "{'kind':'penalty','count':1846,'evidence':'台账'}");
        sample(ActType.CHARGE_COLLECTED, "{'amountYuan':'0.01'}", "{'amountYuan':'10000000000000','item':'考试费'}");
        sample(
                ActType.ITEM_PUBLISHED,
                "{'channel':'website','category':'dynamics'}",
                "{'channel':'press-conference','category':'catalogue','title':'通报','url':'https://example.org/1','reviewedBy':'王五'}");
        sample(
                ActType.ITEMS_TALLIED,
                "{'channel':'weibo','category':'other','count':1,'evidence':'后台导出'}",
                "{'channel':'wechat','category':'other','count':1000000000,'evidence':'后台导出'}");
        sample(ActType.ITEM_WITHDRAWN, "{}", "{}");
        sample(
                ActType.DISPUTE_FILED,
                "{'kind':'reconsideration','role':'original-organ'}",
                "{'kind':'litigation-after-reconsideration','role':'co-defendant','request':'SQ-2021-001'}");
        sample(ActType.DISPUTE_CONCLUDED, "{'outcome':'upheld'}", "{'outcome':'corrected'}");
        sample(ActType.DISPUTE_REOPENED, "{'instance':'市中级人民法院'}", "{'instance':'市中级人民法院'}");
        sample(ActType.COMPLAINT_HANDLED, "{'channel':'hotline'}", "{'channel':'phone'}");
        sample(ActType.TRAINING_HELD, "{'topic':'条例'}", "{'topic':'条例','participants':0}");
        sample(ActType.OVERSIGHT_PERFORMED, "{'kind':'inspection'}", "{'kind':'public-evaluation'}");
        sample(ActType.NIL_DECLARED, "{'year':2021}", "{'year':2021,'month':12}");
        sample(ActType.ACT_RETRACTED, "{'act':'1'}", "{'act':'1'}");
        sample(
                ActType.ACT_AMENDED,
                "{'act':'1','occurredOn':'2021-03-02'}",
                "{'act':'1','data':{'basis':'per-page','quantity':68,'amountYuan':'380.00'},'occurredOn':'2021-03-02'}");
    }

    private SampleActs() {}

    private static void sample(ActType type, String minimal, String full) {
        SAMPLES.put(type, new Sample(minimal, full));
    }

    /** JSON written with single quotes. */
    static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    /** The data with no member that may be left out. */
    static ObjectNode minimalData(ActType type) {
        return (ObjectNode) json(SAMPLES.get(type).minimal());
    }

    /** The data with every member. */
    static ObjectNode fullData(ActType type) {
        return (ObjectNode) json(SAMPLES.get(type).full());
    }

    /** An act with this data and a subject, date and reason that fit its type. */
    static ObjectNode act(ActType type, JsonNode data) {
        boolean opening = type == ActType.DOCUMENTS_OPENING;
        ObjectNode act = JSON.createObjectNode()
                .put("unit", "jyj")
                .put("subject", opening ? "opening-normative" : "SQ-2021-001")
                .put("id", "7")
                .put("type", type.code())
                .put("occurredOn", opening ? "2021-01-01" : "2021-03-01");
        act.set("data", data);
        if (type.corrects()) {
            act.put("reason", "录入错误");
        }
        return act;
    }

    /** The least act of a type. */
    static ObjectNode minimal(ActType type) {
        return act(type, minimalData(type));
    }

    /** The fullest act of a type. */
    static ObjectNode full(ActType type) {
        return act(type, fullData(type)).put("reason", "补录");
    }
}
