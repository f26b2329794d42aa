package minglu.standalone.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.Api.Answer;
import minglu.standalone.testing.MingluProcess;
import minglu.standalone.testing.SharedServer;
import tools.jackson.databind.JsonNode;

/** Units, acts and steps on the shared server, by users of every role, all over HTTP. */
final class Signing {

    private static final String PASSWORD = "a-password-of-signing";

    private final String prefix;
    private final MingluProcess server = SharedServer.get();
    private final Map<String, Api> reviewers = new HashMap<>();

    final Api importer;
    final Api consolidator;
    private final Api publisher;
    private final Api inspector;

    /** @param prefix begins the names of its users */
    Signing(String prefix) {
        this.prefix = prefix;
        importer = user("importer", null, "importer");
        consolidator = user("consolidator", null, "consolidator");
        publisher = user("publisher", null, "publisher");
        inspector = user("inspector", null, "inspector");
    }

    private Api user(String name, String unit, String role) {
        server.admin().user(prefix + "-" + name, PASSWORD, unit, role);
        return server.api(prefix + "-" + name, PASSWORD);
    }

    // --- units

    /** A node with two departments, {@code -a} and {@code -b}, that report from a year on. */
    void node(String node, int from) {
        put("/api/v1/units/" + node, "{\"name\":\"" + node + "\",\"kind\":\"government\"}");
        unit(node + "-a", node, from);
        unit(node + "-b", node, from);
    }

    void unit(String unit, String parent, int from) {
        unit(unit, parent, from, "");
    }

    void unit(String unit, String parent, int from, String more) {
        put(
                "/api/v1/units/" + unit,
                "{\"name\":\"单位" + unit + "\",\"kind\":\"department\",\"parent\":\"" + parent + "\",\"reportingFrom\":"
                        + from + more + "}");
    }

    private void put(String path, String body) {
        Api.require(server.admin().put(path, body), 200, 201);
    }

    /** A node whose two departments have one licence each, their returns of a year accepted. */
    void acceptedNode(String node, int from, int year) {
        node(node, from);
        for (String unit : List.of(node + "-a", node + "-b")) {
            act(unit, "XK-1", "1", "decision-made", year + "-05-01", "{'kind':'licence'}");
        }
        returns(year, node + "-a", node + "-b");
    }

    // --- acts

    /** An act as JSON; single quotes in its data stand for double ones. */
    static String line(String unit, String subject, String id, String type, String day, String data) {
        return "{\"unit\":\"%s\",\"subject\":\"%s\",\"id\":\"%s\",\"type\":\"%s\",\"occurredOn\":\"%s\",\"data\":%s}"
                .formatted(unit, subject, id, type, day, data.replace('\'', '"'));
    }

    private static String asLate(String line) {
        return line.substring(0, line.length() - 1) + ",\"late\":true,\"reason\":\"漏报\"}";
    }

    void act(String unit, String subject, String id, String type, String day, String data) {
        Api.require(importer.post("/api/v1/acts", line(unit, subject, id, type, day, data)), 201);
    }

    void nil(String unit, int year) {
        act(unit, "NIL", String.valueOf(year), "nil-declared", year + 1 + "-01-05", "{'year':" + year + "}");
    }

    void late(String line) {
        Api.require(consolidator.post("/api/v1/acts", asLate(line)), 201);
    }

    void imported(String... lines) {
        imported(importer, List.of(lines));
    }

    void lateImported(String... lines) {
        imported(consolidator, List.of(lines).stream().map(Signing::asLate).toList());
    }

    private static void imported(Api api, List<String> lines) {
        JsonNode done = Api.require(
                        api.post(
                                "/api/v1/imports",
                                "application/x-ndjson",
                                String.join("\n", lines).getBytes(StandardCharsets.UTF_8)),
                        200)
                .json();
        assertThat(done.get("recorded").intValue()).as(done.toString()).isEqualTo(lines.size());
    }

    /** The position of an act, as its subject shows it. */
    long position(String unit, String subject, String id) {
        for (JsonNode act :
                read("/api/v1/units/" + unit + "/subjects/" + subject).get("acts")) {
            if (act.get("id").stringValue().equals(id)) {
                return act.get("position").longValue();
            }
        }
        throw new AssertionError(unit + " " + subject + " has no act " + id);
    }

    // --- steps

    Answer returned(String unit, int year, String step, String body) {
        Api api = step.equals("submit")
                ? reviewers.computeIfAbsent(unit, name -> user("reviewer-" + name, name, "reviewer"))
                : consolidator;
        return Api.caughtUp(() -> api.post("/api/v1/returns/" + unit + "/" + year + "/" + step, body));
    }

    Answer reported(String unit, int year, String step, String body) {
        Api api = step.equals("publish") ? publisher : consolidator;
        return Api.caughtUp(() -> api.post("/api/v1/reports/" + unit + "/" + year + "/" + step, body));
    }

    void submit(String unit, int year) {
        Api.require(returned(unit, year, "submit", "{}"), 200);
    }

    void accept(String unit, int year) {
        Api.require(returned(unit, year, "accept", "{}"), 200);
    }

    void returns(int year, String... units) {
        for (String unit : units) {
            submit(unit, year);
            accept(unit, year);
        }
    }

    void sign(String unit, int year) {
        Api.require(reported(unit, year, "sign", "{}"), 200);
    }

    void publish(String unit, int year) {
        Api.require(reported(unit, year, "publish", "{}"), 200);
    }

    /** Gives a reason for everything that stood in the way. */
    void justify(String unit, int year, Answer refused) {
        List<String> reasons = new ArrayList<>();
        refused.json()
                .get("checks")
                .forEach(check -> reasons.add("{\"rule\":" + check.get("rule") + ",\"where\":" + check.get("where")
                        + ",\"reason\":\"单位划入\"}"));
        Api.require(
                consolidator.put(
                        "/api/v1/reports/" + unit + "/" + year + "/justifications",
                        "{\"justifications\":[" + String.join(",", reasons) + "]}"),
                200);
    }

    /** @param overview null: none */
    void texts(String unit, int year, String overview, String other) {
        Map<String, String> texts = new HashMap<>();
        texts.put("overview", overview);
        texts.put("other", other);
        Api.require(
                consolidator.put("/api/v1/reports/" + unit + "/" + year + "/texts", Api.JSON.writeValueAsString(texts)),
                200);
    }

    /** Keeps figures published elsewhere; answers with what they break. */
    JsonNode reference(String unit, int year, String cells) {
        String path = "/api/v1/reports/" + unit + "/" + year + "/reference-figures";
        return Api.require(Api.caughtUp(() -> consolidator.put(path, "{\"cells\":{" + cells + "}}")), 200)
                .json();
    }

    // --- answers

    JsonNode read(String path) {
        return Api.require(Api.caughtUp(() -> inspector.get(path)), 200).json();
    }

    static void refused(Answer answer, int status, String code) {
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }

    static String place(JsonNode check) {
        return check.get("rule").stringValue() + " " + check.get("where").stringValue();
    }

    static List<String> places(Answer refused) {
        List<String> places = new ArrayList<>();
        refused.json().get("checks").forEach(check -> places.add(place(check)));
        return places;
    }

    /** Rule, place and what units explain, of the checks that units explain. */
    static List<String> explained(Answer refused) {
        List<String> explained = new ArrayList<>();
        for (JsonNode check : refused.json().get("checks")) {
            if (check.has("explained")) {
                explained.add(place(check) + " " + check.get("explained"));
            }
        }
        return explained;
    }
}
