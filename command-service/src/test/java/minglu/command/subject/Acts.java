package minglu.command.subject;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import minglu.api.act.Act;
import minglu.api.act.ActForm;
import minglu.api.act.ActType;
import minglu.api.act.Counted;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Acts as clients send them, read by the form; JSON is written with single quotes. */
public final class Acts {

    /** The unit that acts unless a test says otherwise. */
    public static final String UNIT = "jyj";

    /** The subject unless a test says otherwise. */
    public static final String SUBJECT = "SQ-2021-001";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Acts() {}

    /** An act of the usual unit and subject; a correction gets a reason. */
    public static Act act(String id, String type, String occurredOn, String data) {
        return act(UNIT, SUBJECT, id, type, occurredOn, data);
    }

    /** An act of the usual unit. */
    public static Act actOf(String subject, String id, String type, String occurredOn, String data) {
        return act(UNIT, subject, id, type, occurredOn, data);
    }

    /** Any act. */
    public static Act act(String unit, String subject, String id, String type, String occurredOn, String data) {
        ObjectNode node = JSON.createObjectNode()
                .put("unit", unit)
                .put("subject", subject)
                .put("id", id)
                .put("type", type)
                .put("occurredOn", occurredOn);
        node.set("data", JSON.readTree(data.replace('\'', '"')));
        if (ActType.find(type).orElseThrow().corrects()) {
            node.put("reason", "录入错误");
        }
        return digested(ActForm.parse(node));
    }

    /** 收到申请. */
    public static Act received(String id, String occurredOn) {
        return received(id, occurredOn, "natural-person");
    }

    /** 收到申请 of an applicant. */
    public static Act received(String id, String occurredOn, String applicant) {
        return act(id, "request-received", occurredOn, "{'applicant':'" + applicant + "','channel':'mail'}");
    }

    /** 答复. */
    public static Act decided(String id, String occurredOn, String outcome) {
        return act(id, "request-decided", occurredOn, "{'outcome':'" + outcome + "'}");
    }

    /** 制发 of a normative document. */
    public static Act issued(String id, String occurredOn) {
        return act(id, "document-issued", occurredOn, "{'kind':'normative','title':'办法'}");
    }

    /** 复议 filed against the original organ. */
    public static Act filed(String id, String occurredOn) {
        return act(id, "dispute-filed", occurredOn, "{'kind':'reconsideration','role':'original-organ'}");
    }

    /** Takes back an act of the usual subject. */
    public static Act retracted(String id, String occurredOn, String target) {
        return act(id, "act-retracted", occurredOn, "{'act':'" + target + "'}");
    }

    /** Replaces the data of an act of the usual subject. */
    public static Act amended(String id, String occurredOn, String target, String data) {
        return act(id, "act-amended", occurredOn, "{'act':'" + target + "','data':" + data + "}");
    }

    /** Replaces the date of an act of the usual subject. */
    public static Act redated(String id, String occurredOn, String target, String newDate) {
        return act(id, "act-amended", occurredOn, "{'act':'" + target + "','occurredOn':'" + newDate + "'}");
    }

    /** The same act as a late one, with the reason that needs. */
    public static Act late(Act act) {
        return digested(new Act(
                act.unit(),
                act.subject(),
                act.id(),
                act.type(),
                act.occurredOn(),
                act.data(),
                act.reason() == null ? "补报" : act.reason(),
                true,
                null));
    }

    /** The counting facts of an act, names and values in turn. */
    public static Counted counted(String id, String type, String occurredOn, String... facts) {
        return new Counted(id, ActType.find(type).orElseThrow(), LocalDate.parse(occurredOn), Facts.of(facts));
    }

    /** The same act with the digest the intake would give it. */
    public static Act digested(Act act) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(ActForm.normalisedContent(act).getBytes(StandardCharsets.UTF_8));
            return new Act(
                    act.unit(),
                    act.subject(),
                    act.id(),
                    act.type(),
                    act.occurredOn(),
                    act.data(),
                    act.reason(),
                    act.late(),
                    HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
