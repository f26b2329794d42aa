package minglu.standalone.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.Api.Answer;
import minglu.standalone.testing.MingluProcess;
import minglu.standalone.testing.SharedServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Five years in a row of one node, recorded, signed off and published through HTTP, with everything that outlives a year: requests and
 * disputes open over two year ends, documents in force, a unit with a successor, one that turns vertical, one that moves to
 * another node, one that leaves and one that joins with stock of its own. A plain count of the same acts says what every cell of
 * every unit and node is.
 */
class FiveYearsTest {

    private static final int FIRST = 2021;
    private static final int LAST = 2025;
    private static final String PASSWORD = "a-password-of-five-years";
    private static final String NONE = "{}";
    private static final List<String> OUTCOMES = List.of(
            "granted",
            "granted-in-part",
            "refused-state-secret",
            "refused-prohibited-by-law",
            "refused-security-and-stability",
            "refused-third-party-rights",
            "refused-internal-affairs",
            "refused-process-information",
            "refused-enforcement-file",
            "refused-administrative-query",
            "unavailable-not-held",
            "unavailable-needs-creation",
            "unavailable-still-unclear",
            "not-processed-petition",
            "not-processed-repeated",
            "not-processed-publication",
            "not-processed-excessive",
            "not-processed-reconfirmation",
            "closed-correction-overdue",
            "closed-fee-unpaid",
            "closed-other");

    /** 府办, ends in 2022, takes that over, vertical from 2024, moves in 2023, leaves in 2025, joins in 2024, a township. */
    private static final List<String> UNITS =
            List.of("five-fb", "five-jy", "five-jt", "five-sw", "five-mv", "five-lv", "five-nb", "five-za");

    private static final List<String> NODES = List.of("five-zn", "five");

    private final MingluProcess server = SharedServer.get();
    private final Api importer = user("five-importer", null, "importer");
    private final Api consolidator = user("five-consolidator", null, "consolidator");
    private final Api publisher = user("five-publisher", null, "publisher");
    private final Api inspector = user("five-inspector", null, "inspector");
    private final Api both = user("five-both", null, "consolidator", "publisher");
    private final Map<String, Api> reviewers = new TreeMap<>();

    private final Random random = new Random(20211231);
    private final PlainYears plain = new PlainYears(FiveYearsTest::owner);
    private final List<Due> due = new ArrayList<>();
    private final List<Due> inForce = new ArrayList<>();
    private List<String> lines = new ArrayList<>();
    private int outcome;
    private int number;

    /** What a later year still has to do: a request to decide, a dispute to conclude, or a document that may be repealed. */
    private record Due(int year, String unit, String subject, String kind, String what) {}

    private Api user(String name, String unit, String... roles) {
        server.admin().user(name, PASSWORD, unit, roles);
        return server.api(name, PASSWORD);
    }

    // --- who is what in which year

    private static boolean reports(String unit, int year) {
        return switch (unit) {
            case "five-jy" -> year <= 2022;
            case "five-nb" -> year >= 2024;
            default -> true;
        };
    }

    private static String owner(String unit, int year) {
        String reporting = unit.equals("five-jy") && year > 2022 ? "five-jt" : unit;
        return reports(reporting, year) && year >= FIRST ? reporting : null;
    }

    private static List<String> included(String node, int year) {
        return UNITS.stream()
                .filter(unit -> reports(unit, year))
                .filter(unit -> !(unit.equals("five-sw") && year >= 2024))
                .filter(unit -> !(unit.equals("five-lv") && year >= 2025))
                .filter(unit -> node.equals("five") || unit.equals("five-za") || unit.equals("five-mv") && year >= 2023)
                .toList();
    }

    private void define(String unit, String query, String kind, String parent, String more) {
        Api.require(
                server.admin()
                        .put(
                                "/api/v1/units/" + unit + query,
                                "{\"name\":\"单位" + unit + "\",\"kind\":\"" + kind + "\",\"parent\":\"" + parent + "\""
                                        + more + "}"),
                200,
                201);
    }

    private void defineUnits() {
        String from = ",\"reportingFrom\":2021";
        define("five", "", "government", "district", "");
        define("five-zn", "", "government", "five", "");
        define("five-fb", "", "office", "five", from);
        define("five-jt", "", "department", "five", from);
        define("five-jy", "", "department", "five", from + ",\"reportingUntil\":2022,\"successor\":\"five-jt\"");
        define("five-sw", "", "department", "five", from);
        define("five-mv", "", "department", "five", from);
        define("five-lv", "", "department", "five", from);
        define("five-nb", "", "department", "five", ",\"reportingFrom\":2024");
        define("five-za", "", "township", "five-zn", from);
        for (String unit : UNITS) {
            reviewers.put(unit, user("reviewer-" + unit, unit, "reviewer"));
        }
    }

    private void reorganise(int year) {
        String from = ",\"reportingFrom\":2021";
        switch (year) {
            case 2023 -> define("five-mv", "?validFrom=2023", "department", "five-zn", from);
            case 2024 -> define("five-sw", "?validFrom=2024", "vertical", "five", from);
            case 2025 -> define("five-lv", "?validFrom=2025", "department", "district", from);
            default -> {
                // Nothing changes in this year.
            }
        }
    }

    // --- acts

    private static String act(String unit, String subject, String id, String type, String day, String data) {
        return "{\"unit\":\"%s\",\"subject\":\"%s\",\"id\":\"%s\",\"type\":\"%s\",\"occurredOn\":\"%s\",\"data\":%s}"
                .formatted(unit, subject, id, type, day, data.replace('\'', '"'));
    }

    private static String late(String act) {
        return act.substring(0, act.length() - 1) + ",\"late\":true,\"reason\":\"漏报\"}";
    }

    private void add(String unit, String subject, String id, String type, String day, String data) {
        lines.add(act(unit, subject, id, type, day, data));
    }

    private String next(String prefix) {
        return prefix + "-" + ++number;
    }

    /** Acts are dated by month so that each subject's acts stand in order. */
    private void request(String unit, int year, String applicant, int decidedIn) {
        String subject = next("SQ");
        add(
                unit,
                subject,
                "1",
                "request-received",
                year + "-03-0" + (1 + random.nextInt(9)),
                "{'applicant':'" + applicant + "','channel':'mail'}");
        plain.flow(unit, year, "3.new." + applicant, 1);
        plain.stock(unit, year, "open/" + applicant, 1);
        due.add(new Due(decidedIn, unit, subject, applicant, "request"));
    }

    private void dispute(String unit, int year, String kind, int concludedIn) {
        String subject = next("FY");
        add(unit, subject, "1", "dispute-filed", year + "-04-01", "{'kind':'" + kind + "','role':'original-organ'}");
        plain.stock(unit, year, "pending/" + kind, 1);
        due.add(new Due(concludedIn, unit, subject, kind, "dispute"));
    }

    private void document(String unit, int year, String kind) {
        String subject = next("GF");
        add(unit, subject, "1", "document-issued", year + "-05-01", "{'kind':'" + kind + "','title':'办法'}");
        if (year >= FIRST) {
            plain.flow(unit, year, "2." + kind + ".issued", 1);
        }
        plain.stock(unit, year, "in-force/" + kind, 1);
        inForce.add(new Due(year, unit, subject, kind, "document"));
    }

    private void openings() {
        add("five-jy", "SQ-0", "1", "request-received", "2020-12-15", "{'applicant':'enterprise','channel':'mail'}");
        plain.stock("five-jy", 2020, "open/enterprise", 1);
        due.add(new Due(2021, "five-jy", "SQ-0", "enterprise", "request"));
        for (String unit : List.of("five-fb", "five-za")) {
            add(unit, "opening-normative", "1", "documents-opening", "2021-01-01", "{'kind':'normative','inForce':5}");
            plain.stock(unit, FIRST, "in-force/normative", 5);
        }
        document("five-lv", 2015, "normative");
        document("five-jy", 2016, "normative");
    }

    /** What the unit that joins in 2024 brings with it. */
    private void openingsOfTheNewUnit() {
        add(
                "five-nb",
                "SQ-00",
                "1",
                "request-received",
                "2023-12-20",
                "{'applicant':'legal-service','channel':'online'}");
        plain.stock("five-nb", 2023, "open/legal-service", 1);
        due.add(new Due(2024, "five-nb", "SQ-00", "legal-service", "request"));
        add("five-nb", "opening-normative", "1", "documents-opening", "2024-01-01", "{'kind':'normative','inForce':4}");
        plain.stock("five-nb", 2024, "in-force/normative", 4);
    }

    private void follow(int year) {
        for (Due one : List.copyOf(due)) {
            if (one.year() != year) {
                continue;
            }
            due.remove(one);
            if (one.what().equals("request")) {
                String row = OUTCOMES.get(outcome++ % OUTCOMES.size());
                add(one.unit(), one.subject(), "2", "request-decided", year + "-06-15", "{'outcome':'" + row + "'}");
                plain.flow(one.unit(), year, "3." + row + "." + one.kind(), 1);
                plain.stock(one.unit(), year, "open/" + one.kind(), -1);
            } else {
                add(one.unit(), one.subject(), "2", "dispute-concluded", year + "-07-01", "{'outcome':'corrected'}");
                plain.flow(one.unit(), year, "4." + one.kind() + ".corrected", 1);
                plain.stock(one.unit(), year, "pending/" + one.kind(), -1);
            }
        }
        // One document in three is repealed, also those of a unit that has ended.
        for (Due one : List.copyOf(inForce)) {
            if (one.year() < year && random.nextInt(3) == 0) {
                inForce.remove(one);
                add(one.unit(), one.subject(), "2", "document-repealed", year + "-08-01", "{'cause':'expired'}");
                plain.flow(one.unit(), year, "2." + one.kind() + ".repealed", 1);
                plain.stock(one.unit(), year, "in-force/" + one.kind(), -1);
            }
        }
    }

    /** A request that costs something: 68 pages. */
    private void fee() {
        add(
                "five-fb",
                "SQ-FEE",
                "1",
                "request-received",
                "2023-03-01",
                "{'applicant':'natural-person','channel':'mail'}");
        add(
                "five-fb",
                "SQ-FEE",
                "2",
                "fee-charged",
                "2023-03-10",
                "{'basis':'per-page','quantity':68,'amountYuan':'380'}");
        add("five-fb", "SQ-FEE", "3", "fee-paid", "2023-03-20", "{}");
        add("five-fb", "SQ-FEE", "4", "request-decided", "2023-04-01", "{'outcome':'granted'}");
        plain.flow("five-fb", 2023, "3.new.natural-person", 1);
        plain.flow("five-fb", 2023, "3.granted.natural-person", 1);
    }

    private void actsOf(int year) {
        for (String unit : UNITS) {
            if (!reports(unit, year)) {
                continue;
            }
            for (String applicant : PlainYears.APPLICANTS) {
                // Stays open over no, one or two year ends.
                request(unit, year, applicant, year + random.nextInt(3));
            }
            dispute(unit, year, "reconsideration", year);
            dispute(unit, year, "litigation-direct", year + 1);
            dispute(unit, year, "litigation-after-reconsideration", year + 2);
            String appeal = next("FY");
            add(
                    unit,
                    appeal,
                    "1",
                    "dispute-filed",
                    year + "-04-01",
                    "{'kind':'reconsideration','role':'original-organ'}");
            add(unit, appeal, "2", "dispute-concluded", year + "-05-01", "{'outcome':'upheld'}");
            add(unit, appeal, "3", "dispute-reopened", year + "-06-01", "{'instance':'二审'}");
            add(unit, appeal, "4", "dispute-concluded", year + "-07-01", "{'outcome':'other'}");
            plain.flow(unit, year, "4.reconsideration.other", 1);
            add(
                    unit,
                    next("FY"),
                    "1",
                    "dispute-filed",
                    year + "-04-01",
                    "{'kind':'litigation-after-reconsideration','role':'co-defendant'}");
            document(unit, year, "normative");
            if (!unit.equals("five-sw")) {
                document(unit, year, "regulation");
            }
            for (String kind : List.of("licence", "penalty", "coercion")) {
                int count = 1 + random.nextInt(900);
                add(
                        unit,
                        "TALLY",
                        year + "-" + kind,
                        "decisions-tallied",
                        year + "-12-31",
                        "{'kind':'" + kind + "','count':" + count + ",'evidence':'台账'}");
                plain.flow(unit, year, "2." + kind, count);
            }
            long fen = 1 + random.nextInt(100_000_000);
            add(
                    unit,
                    "CHARGES",
                    String.valueOf(year),
                    "charge-collected",
                    year + "-12-31",
                    "{'amountYuan':'" + fen / 100 + "." + String.format("%02d", fen % 100) + "'}");
            plain.flow(unit, year, "2.charges", fen);
        }
        follow(year);
    }

    /** Every tenth act alone, the rest as one file; follow-ups stand behind what they follow. */
    private long send() {
        List<String> file = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (i % 10 == 0 && lines.get(i).contains("\"id\":\"1\"")) {
                Api.require(importer.post("/api/v1/acts", lines.get(i)), 201);
            } else {
                file.add(lines.get(i));
            }
        }
        JsonNode imported = Api.require(
                        importer.post(
                                "/api/v1/imports",
                                "application/x-ndjson",
                                String.join("\n", file).getBytes(StandardCharsets.UTF_8)),
                        200)
                .json();
        assertThat(imported.get("rejections").toString()).isEqualTo("[]");
        assertThat(imported.get("recorded").intValue()).isEqualTo(file.size());
        lines = new ArrayList<>();
        return imported.get("lastPosition").longValue();
    }

    // --- steps

    private Answer returned(Api api, String unit, int year, String step) {
        return Api.caughtUp(() -> api.post("/api/v1/returns/" + unit + "/" + year + "/" + step, NONE));
    }

    private Answer reported(Api api, String unit, int year, String step, String body) {
        return Api.caughtUp(() -> api.post("/api/v1/reports/" + unit + "/" + year + "/" + step, body));
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }

    private JsonNode read(String path) {
        return Api.require(Api.caughtUp(() -> inspector.get(path)), 200).json();
    }

    private JsonNode tables(String unit, int year) {
        return read("/api/v1/tables?unit=" + unit + "&year=" + year);
    }

    private static Map<String, String> cellsOf(JsonNode tables) {
        Map<String, String> cells = new LinkedHashMap<>();
        tables.get("cells").forEachEntry((cell, figure) -> cells.put(cell, figure.asString()));
        return cells;
    }

    private static List<String> places(JsonNode checks) {
        List<String> places = new ArrayList<>();
        checks.forEach(check -> places.add(
                check.get("rule").stringValue() + " " + check.get("where").stringValue()));
        return places;
    }

    private void signOff(int year) {
        List<String> reporting =
                UNITS.stream().filter(unit -> reports(unit, year)).toList();
        for (String unit : reporting) {
            Api.require(returned(reviewers.get(unit), unit, year, "submit"), 200);
            if (unit.equals("five-za")) {
                refused(reported(consolidator, "five", year, "sign", NONE), 409, failing("five", year));
            }
            Api.require(returned(consolidator, unit, year, "accept"), 200);
        }
        for (String node : NODES) {
            justify(node, year);
            Api.require(reported(both, node, year, "sign", NONE), 200);
            refused(reported(both, node, year, "publish", NONE), 409, "four-eyes");
            Api.require(reported(publisher, node, year, "publish", NONE), 200);
        }
    }

    private static String failing(String node, int year) {
        return node.equals("five") && year >= 2024 ? "checks-failed" : "returns-missing";
    }

    /**
     * Where units joined or left, what was carried over differs from the year before by exactly their stock; nobody signs that
     * without a reason.
     */
    private void justify(String node, int year) {
        List<String> wanted = new ArrayList<>();
        if (year > FIRST) {
            List<String> then = included(node, year - 1);
            List<String> now = included(node, year);
            Map<String, Long> before = plain.cells(then, year - 1);
            Map<String, Long> cells = plain.cells(now, year);
            for (String kind : PlainYears.DOCUMENTS) {
                long right = before.get("2." + kind + ".in-force")
                        + cells.getOrDefault("2." + kind + ".issued", 0L)
                        - cells.getOrDefault("2." + kind + ".repealed", 0L);
                if (cells.get("2." + kind + ".in-force") != right) {
                    wanted.add("R5 " + kind);
                }
            }
            List<String> columns = new ArrayList<>(PlainYears.APPLICANTS);
            columns.add("total");
            for (String column : columns) {
                if (!cells.get("3.carried-in." + column).equals(before.get("3.carried-out." + column))) {
                    wanted.add("R6 " + column);
                }
            }
        }
        boolean isReorganised = node.equals("five-zn") ? year == 2023 : year >= 2024;
        assertThat(wanted.isEmpty()).as("%s %d", node, year).isNotEqualTo(isReorganised);
        if (!isReorganised) {
            return;
        }
        Answer failed = reported(consolidator, node, year, "sign", NONE);
        refused(failed, 409, "checks-failed");
        JsonNode checks = failed.json().get("checks");
        assertThat(places(checks)).containsExactlyElementsOf(wanted);
        List<String> reasons = new ArrayList<>();
        for (JsonNode check : checks) {
            assertThat(check.get("left")).isNotEqualTo(check.get("right"));
            assertThat(check.get("cells").size()).isPositive();
            if (check.get("rule").stringValue().equals("R6")) {
                String column = check.get("where").stringValue();
                sidesOfR6(node, year, column, check);
            }
            reasons.add(
                    "{\"rule\":" + check.get("rule") + ",\"where\":" + check.get("where") + ",\"reason\":\"单位划转\"}");
        }
        Api.require(
                consolidator.put(
                        "/api/v1/reports/" + node + "/" + year + "/justifications",
                        "{\"justifications\":[" + String.join(",", reasons) + "]}"),
                200);
    }

    private void sidesOfR6(String node, int year, String column, JsonNode check) {
        String cell = "3.carried-in." + column;
        assertThat(check.get("cells").toString()).isEqualTo("[\"" + cell + "\",\"3.carried-out." + column + "\"]");
        assertThat(check.get("left").longValue())
                .isEqualTo(plain.cells(included(node, year), year).get(cell));
        assertThat(check.get("right").longValue())
                .isEqualTo(plain.cells(included(node, year - 1), year - 1).get("3.carried-out." + column));
        assertThat(explained(check)).isEqualTo(explained(node, year, column));
        // The acts that stand on one side alone are those of the units that joined or left.
        long sides = 0;
        for (JsonNode act : check.get("acts")) {
            sides += act.get("left").longValue() - act.get("right").longValue();
            assertThat(act.get("type").stringValue()).isEqualTo("request-received");
            assertThat(explained(node, year, column).keySet())
                    .anyMatch(change -> change.endsWith(" " + act.get("unit").stringValue()));
        }
        if (check.get("actsTotal").longValue() == check.get("acts").size()) {
            assertThat(sides)
                    .isEqualTo(
                            check.get("left").longValue() - check.get("right").longValue());
        }
        // The acts behind the left side.
        JsonNode acts = read("/api/v1/tables/cells/" + cell + "/acts?unit=" + node + "&year=" + year + "&limit=1000");
        assertThat(acts.get("acts").size()).isEqualTo(check.get("left").intValue());
    }

    private static Map<String, Long> explained(JsonNode check) {
        Map<String, Long> explained = new TreeMap<>();
        check.get("explained")
                .forEach(one -> explained.put(
                        one.get("change").stringValue() + " " + one.get("unit").stringValue(),
                        one.get("amount").longValue()));
        return explained;
    }

    /** What each unit that joined or left brought or took, by the plain count. */
    private Map<String, Long> explained(String node, int year, String column) {
        List<String> then = included(node, year - 1);
        List<String> now = included(node, year);
        Map<String, Long> explained = new TreeMap<>();
        now.stream()
                .filter(unit -> !then.contains(unit))
                .forEach(unit -> explained.put("joined " + unit, open(unit, year, year - 1, column)));
        then.stream()
                .filter(unit -> !now.contains(unit))
                .forEach(unit -> explained.put("left " + unit, open(unit, year - 1, year - 1, column)));
        explained.values().removeIf(amount -> amount == 0);
        return explained;
    }

    private long open(String unit, int year, int until, String column) {
        List<String> applicants = column.equals("total") ? PlainYears.APPLICANTS : List.of(column);
        return applicants.stream()
                .mapToLong(applicant -> plain.stockAt(unit, year, until, "open/" + applicant))
                .sum();
    }

    // --- identities

    /** All 200 cells of a unit's or node's year are those of the plain count. */
    private Map<String, String> verifyCells(String name, List<String> units, int year) {
        Map<String, String> cells = cellsOf(tables(name, year));
        Map<String, Long> expected = plain.cells(units, year);
        assertThat(cells).hasSize(200);
        assertThat(cells.keySet()).containsAll(expected.keySet());
        Map<String, String> shown = new LinkedHashMap<>();
        cells.keySet().forEach(cell -> shown.put(cell, PlainYears.shown(cell, expected.getOrDefault(cell, 0L))));
        assertThat(cells).as("%s %d", name, year).isEqualTo(shown);
        return cells;
    }

    private void verifyEveryYear() {
        Map<String, Map<String, String>> before = Map.of();
        for (int year = FIRST; year <= LAST; year++) {
            Map<String, Map<String, String>> now = new TreeMap<>();
            for (String unit : UNITS) {
                if (reports(unit, year)) {
                    now.put(unit, verifyCells(unit, List.of(unit), year));
                }
            }
            for (String node : NODES) {
                now.put(node, verifyCells(node, included(node, year), year));
                sums(now.get(node), included(node, year).stream().map(now::get).toList());
            }
            for (String unit : now.keySet()) {
                carriedOver(unit, year, before, now.get(unit));
                for (JsonNode check : tables(unit, year).get("checks")) {
                    assertThat(check.get("status").stringValue())
                            .as("%s %d %s", unit, year, check)
                            .isIn(
                                    year == FIRST || unit.equals("five-nb") && year == 2024
                                            ? List.of("holds", "unknown")
                                            : List.of("holds", "justified"));
                }
            }
            before = now;
        }
    }

    private static void sums(Map<String, String> node, List<Map<String, String>> units) {
        node.forEach((cell, figure) -> assertThat(units.stream()
                        .map(unit -> new java.math.BigDecimal(unit.get(cell)))
                        .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add))
                .as(cell)
                .isEqualByComparingTo(new java.math.BigDecimal(figure)));
    }

    /** carried-in(N+1) = carried-out(N), with predecessors; of a node all but the stock of the units that joined or left. */
    private void carriedOver(String unit, int year, Map<String, Map<String, String>> before, Map<String, String> now) {
        if (year == FIRST || unit.equals("five-nb") && year == 2024) {
            return;
        }
        for (String applicant : PlainYears.APPLICANTS) {
            long out = Long.parseLong(before.get(unit).get("3.carried-out." + applicant));
            if (unit.equals("five-jt") && year == 2023) {
                out += Long.parseLong(before.get("five-jy").get("3.carried-out." + applicant));
            }
            if (NODES.contains(unit)) {
                for (String joined : included(unit, year)) {
                    if (!included(unit, year - 1).contains(joined)) {
                        out += plain.stockAt(joined, year, year - 1, "open/" + applicant);
                    }
                }
                for (String left : included(unit, year - 1)) {
                    if (!included(unit, year).contains(left)
                            && owner(left, year).equals(left)) {
                        out -= plain.stockAt(left, year - 1, year - 1, "open/" + applicant);
                    }
                }
            }
            assertThat(now.get("3.carried-in." + applicant))
                    .as("%s %d %s", unit, year, applicant)
                    .isEqualTo(String.valueOf(out));
        }
    }

    // --- planted violations

    private void plantedBeforeSigning(int year) {
        if (year == FIRST) {
            refused(reported(consolidator, "five", year, "sign", NONE), 409, "units-silent");
        }
        if (year == 2022) {
            // A document that was never in force is repealed: a negative stock, an error that no reason excuses.
            String repeal = act(
                    "five-sw",
                    "GZ-0",
                    "1",
                    "document-repealed",
                    "2022-09-01",
                    "{'cause':'repealed','kind':'regulation'}");
            Api.require(importer.post("/api/v1/acts", repeal), 201);
            Answer failed = returned(reviewers.get("five-sw"), "five-sw", year, "submit");
            refused(failed, 409, "checks-failed");
            JsonNode checks = failed.json().get("checks");
            assertThat(places(checks)).containsExactly("R8 all", "R8 2.regulation.in-force", "R11 regulation");
            assertThat(checks.get(1).get("left").longValue()).isEqualTo(-1);
            assertThat(checks.get(1).get("right").longValue()).isZero();
            assertThat(checks.get(1).get("cells").toString()).isEqualTo("[\"2.regulation.in-force\"]");
            assertThat(places(checks.get(1).get("acts"), "subject")).containsExactly("GZ-0");
            assertThat(checks.get(1).get("acts").get(0).get("left").longValue()).isEqualTo(-1);
            JsonNode acts = read("/api/v1/tables/cells/2.regulation.in-force/acts?unit=five-sw&year=2022")
                    .get("acts");
            assertThat(acts.size()).isEqualTo(1);
            assertThat(acts.get(0).get("subject").stringValue()).isEqualTo("GZ-0");
            assertThat(acts.get(0).get("weight").longValue()).isEqualTo(-1);
            String retraction = act("five-sw", "GZ-0", "2", "act-retracted", "2022-09-02", "{'act':'1'}");
            Api.require(
                    importer.post(
                            "/api/v1/acts", retraction.substring(0, retraction.length() - 1) + ",\"reason\":\"误录\"}"),
                    201);
        }
        if (year == 2023) {
            // Numbers in the text that the tables and the fees contradict.
            writeTexts(year, "全年办理行政许可1件。", "本年度没有收取信息处理费。");
        }
    }

    private void writeTexts(int year, String overview, String other) {
        Api.require(
                consolidator.put(
                        "/api/v1/reports/five/" + year + "/texts",
                        Api.JSON.writeValueAsString(Map.of("overview", overview, "other", other))),
                200);
    }

    private void plantedTexts(int year) {
        Answer failed = reported(consolidator, "five", year, "sign", NONE);
        refused(failed, 409, "checks-failed");
        JsonNode checks = failed.json().get("checks");
        assertThat(places(checks)).contains("R7 overview/licence", "R12 other/fee-denied");
        checks.forEach(check -> {
            if (check.get("where").stringValue().equals("overview/licence")) {
                assertThat(check.get("actsTotal").intValue())
                        .isEqualTo(included("five", year).size());
                assertThat(check.get("left").longValue()).isEqualTo(1);
                assertThat(check.get("right").longValue())
                        .isEqualTo(plain.cells(included("five", year), year).get("2.licence"));
            }
        });
        writeTexts(year, "全年办理行政许可{2.licence}件。", "收取信息处理费380元。");
    }

    // --- the tests

    @Test
    void five_years_in_a_row_carry_everything_over_and_a_restatement_reflows_into_later_years() {
        defineUnits();
        openings();
        for (int year = FIRST; year <= LAST; year++) {
            reorganise(year);
            plantedBeforeSigning(year);
            if (year == 2024) {
                openingsOfTheNewUnit();
            }
            if (year == 2023) {
                fee();
            }
            actsOf(year);
            send();
            if (year == 2023) {
                plantedTexts(year);
            }
            signOff(year);
        }
        verifyEveryYear();
        closedYearsLeaveNothingBehind();
        restate();
        verifyEveryYear();
    }

    /** An act that is refused because its year is closed takes no position, not even for its place in the opening stock. */
    private void closedYearsLeaveNothingBehind() {
        String complaint = act("five-lv", "TS", "1", "complaint-handled", "2026-01-05", "{'channel':'phone'}");
        long position = Api.require(importer.post("/api/v1/acts", complaint), 201)
                .json()
                .get("position")
                .longValue();
        String early = "{'kind':'normative','title':'旧办法'}";
        refused(
                importer.post("/api/v1/acts", act("five-lv", "GF-0", "1", "document-issued", "2015-06-01", early)),
                409,
                "period-closed");
        refused(
                importer.post(
                        "/api/v1/acts",
                        act("five-jy", "SQ-0", "9", "request-redecided", "2022-06-01", "{'outcome':'granted'}")),
                409,
                "period-closed");
        refused(
                server.admin()
                        .put(
                                "/api/v1/units/five-fb?validFrom=2147483647",
                                "{\"name\":\"x\",\"kind\":\"office\",\"parent\":\"five\",\"reportingFrom\":2021}"),
                422,
                "invalid-parameter");
        assertThat(Api.require(importer.post("/api/v1/acts", complaint.replace("\"id\":\"1\"", "\"id\":\"2\"")), 201)
                        .json()
                        .get("position")
                        .longValue())
                .isEqualTo(position + 1);
    }

    private void restate() {
        String version = "/api/v1/reports/five/2022/versions/";
        List<String> formats = List.of("json", "html", "docx", "xlsx");
        Map<String, String> first = new LinkedHashMap<>();
        formats.forEach(format -> first.put(
                format,
                Api.require(inspector.get(version + "1?format=" + format), 200).text()));
        Map<String, String> digests = new LinkedHashMap<>();
        formats.forEach(format -> digests.put(format, digest(version + "1?format=" + format)));
        JsonNode published = Api.JSON.readTree(first.get("json"));
        String publishedNext =
                inspector.get("/api/v1/reports/five/2023/versions/1").text();

        long late = lateActs();
        assertThat(places(read("/api/v1/reports/five/2023?atLeast=" + late).get("changedSince"), "subject"))
                .contains("LATE-1");
        refused(reported(consolidator, "five", 2022, "sign", NONE), 409, "wrong-state");
        Api.require(reported(consolidator, "five", 2022, "restate", "{\"comment\":\"漏报申请一件、许可五件\"}"), 200);
        Api.require(reported(consolidator, "five", 2022, "sign", NONE), 200);
        long again = Api.require(reported(publisher, "five", 2022, "publish", NONE), 200)
                .json()
                .get("position")
                .longValue();

        JsonNode second = read(version + "2?atLeast=" + again);
        JsonNode restatement = second.get("restatement");
        Map<String, Long> adjustments = new LinkedHashMap<>();
        restatement.get("cells").forEach(changed -> {
            String cell = changed.get("cell").stringValue();
            long adjustment = changed.get("adjustment").longValue();
            adjustments.put(cell, adjustment);
            assertThat(changed.get("previous")).isEqualTo(published.get("cells").get(cell));
            assertThat(changed.get("restated")).isEqualTo(second.get("cells").get(cell));
            assertThat(changed.get("restated").longValue()
                            - changed.get("previous").longValue())
                    .isEqualTo(adjustment);
            long sum = 0;
            for (JsonNode behind : changed.get("acts")) {
                sum += behind.get("amount").longValue();
                assertThat(behind.get("subject").stringValue()).isIn("LATE-1", "LATE-2");
            }
            assertThat(sum).isEqualTo(adjustment);
        });
        assertThat(adjustments)
                .containsExactlyEntriesOf(ordered(
                        "2.licence", 5,
                        "3.new.enterprise", 1,
                        "3.new.total", 1,
                        "3.carried-out.enterprise", 1,
                        "3.carried-out.total", 1));
        assertThat(restatement.get("laterYears").toString())
                .isEqualTo("[{\"cells\":[\"3.carried-in.enterprise\",\"3.carried-in.total\",\"3.granted.enterprise\","
                        + "\"3.granted.total\",\"3.total.enterprise\",\"3.total.total\"],\"year\":2023}]");
        assertThat(restatement.get("note").stringValue()).contains("更正后", "LATE-1", "2023");

        assertThat(tables("five", 2023)
                        .get("cells")
                        .get("3.carried-in.enterprise")
                        .longValue())
                .isEqualTo(Api.JSON
                                .readTree(publishedNext)
                                .get("cells")
                                .get("3.carried-in.enterprise")
                                .longValue()
                        + 1);
        formats.forEach(format -> {
            assertThat(inspector.get(version + "1?format=" + format).text()).isEqualTo(first.get(format));
            assertThat(digest(version + "1?format=" + format)).isEqualTo(digests.get(format));
        });
        assertThat(inspector.get("/api/v1/reports/five/2023/versions/1").text()).isEqualTo(publishedNext);
    }

    /** A request of the unit that ended, decided after its end; closed years of the predecessor and of the successor. */
    private long lateActs() {
        String received = act(
                "five-jy",
                "LATE-1",
                "1",
                "request-received",
                "2022-05-01",
                "{'applicant':'enterprise','channel':'mail'}");
        String decided = act("five-jy", "LATE-1", "2", "request-decided", "2023-02-01", "{'outcome':'granted'}");
        String licences = act(
                "five-fb",
                "LATE-2",
                "1",
                "decisions-tallied",
                "2022-11-30",
                "{'kind':'licence','count':5,'evidence':'台账'}");
        refused(importer.post("/api/v1/acts", received), 409, "period-closed");
        refused(importer.post("/api/v1/acts", late(received)), 403, "forbidden");
        Api.require(consolidator.post("/api/v1/acts", late(received)), 201);
        refused(importer.post("/api/v1/acts", decided), 409, "period-closed");
        JsonNode imported = Api.require(
                        consolidator.post(
                                "/api/v1/imports",
                                "application/x-ndjson",
                                (late(decided) + "\n" + late(licences)).getBytes(StandardCharsets.UTF_8)),
                        200)
                .json();
        assertThat(imported.get("recorded").intValue()).as(imported.toString()).isEqualTo(2);
        plain.flow("five-jy", 2022, "3.new.enterprise", 1);
        plain.stock("five-jy", 2022, "open/enterprise", 1);
        plain.flow("five-jy", 2023, "3.granted.enterprise", 1);
        plain.stock("five-jy", 2023, "open/enterprise", -1);
        plain.flow("five-fb", 2022, "2.licence", 5);
        return imported.get("lastPosition").longValue();
    }

    private String digest(String path) {
        return inspector.get(path).headers().firstValue("Repr-Digest").orElseThrow();
    }

    private static List<String> places(JsonNode list, String member) {
        List<String> found = new ArrayList<>();
        list.forEach(one -> found.add(one.get(member).asString()));
        return found;
    }

    private static Map<String, Long> ordered(Object... cellsAndAmounts) {
        Map<String, Long> ordered = new LinkedHashMap<>();
        for (int i = 0; i < cellsAndAmounts.length; i += 2) {
            ordered.put((String) cellsAndAmounts[i], ((Integer) cellsAndAmounts[i + 1]).longValue());
        }
        return ordered;
    }
}
