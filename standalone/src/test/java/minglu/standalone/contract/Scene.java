package minglu.standalone.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import minglu.standalone.testing.Api;
import tools.jackson.databind.JsonNode;

/**
 * A unit with people of its own on an installation that other tests use too, also at the same time: names are unlike all others,
 * and nothing is said about positions but their order.
 */
final class Scene {

    private static final String PASSWORD = "a-long-password-of-tests";

    private final Installation installation;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    /** The unit: a department that reports from 2021. */
    final String unit = "u-" + mark;

    /** Records and reads for every unit. */
    final Api importer;

    /** Records and reads for the unit. */
    final Api clerk;

    /** Signs, and records late. */
    final Api consolidator;

    /** Reads everything. */
    final Api inspector;

    final Api admin;

    Scene(Installation installation) {
        this.installation = installation;
        admin = installation.admin();
        admin.unit(unit, "department", 2021);
        importer = user("importer", null, "importer");
        clerk = user("clerk", unit, "clerk");
        consolidator = user("consolidator", null, "consolidator");
        inspector = user("inspector", null, "inspector");
    }

    /** A user with a name of this scene. */
    Api user(String name, String unit, String... roles) {
        String own = name + "-" + mark;
        admin.user(own, PASSWORD, unit, roles);
        return installation.api(own, PASSWORD);
    }

    /** A name that nobody else uses. */
    String unlike(String name) {
        return name + "-" + mark;
    }

    /** An act of the unit. */
    String act(String subject, String id, String type, String occurredOn, String data) {
        return act(unit, subject, id, type, occurredOn, data, null);
    }

    /** An act of any unit, with a reason. */
    static String act(
            String unit, String subject, String id, String type, String occurredOn, String data, String reason) {
        Map<String, Object> act = new LinkedHashMap<>();
        act.put("unit", unit);
        act.put("subject", subject);
        act.put("id", id);
        act.put("type", type);
        act.put("occurredOn", occurredOn);
        act.put("data", Api.JSON.readTree(data));
        act.put("reason", reason);
        return Api.JSON.writeValueAsString(act);
    }

    /** Records an act of the unit as its clerk and answers its position. */
    long record(String subject, String id, String type, String occurredOn, String data) {
        return record(act(subject, id, type, occurredOn, data));
    }

    /** Records an act as the clerk and answers its position. */
    long record(String act) {
        JsonNode receipt = Api.require(clerk.post("/api/v1/acts", act), 201).json();
        return receipt.get("position").longValue();
    }

    /** The tables of the unit and a year when a position has been reached. */
    JsonNode tables(int year, long atLeast) {
        return Api.require(inspector.get("/api/v1/tables?unit=" + unit + "&year=" + year + "&atLeast=" + atLeast), 200)
                .json();
    }

    /** A cell of such a table. */
    long cell(String cell, int year, long atLeast) {
        return tables(year, atLeast).get("cells").get(cell).longValue();
    }
}
