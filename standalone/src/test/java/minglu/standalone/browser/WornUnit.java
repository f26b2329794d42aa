package minglu.standalone.browser;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import minglu.standalone.testing.Api;

/**
 * A unit with years behind it, so that pages have something to show: hundreds of acts, cases in every heap, a return that was accepted,
 * a report that was published and restated, a file with faults. It is led from elsewhere, so that the district of the other tests counts
 * nothing of it.
 */
final class WornUnit {

    /** Code of the unit. */
    static final String UNIT = "swj";

    /** Its clerk and reviewer. */
    static final String USER = "ma";

    /** The year that was published twice. */
    static final int YEAR = 2021;

    private static final String[] APPLICANTS = {
        "natural-person",
        "enterprise",
        "research-institution",
        "social-organisation",
        "legal-service",
        "other-organisation"
    };
    private static final String[] OUTCOMES = {
        "granted", "granted-in-part", "refused-third-party-rights", "unavailable-not-held", "not-processed-petition"
    };
    private static final int REQUESTS = 150;

    private static WornUnit shared;

    private final PortalServer server;
    private final List<String> lines = new ArrayList<>();
    private String faulty;

    private WornUnit(PortalServer server) {
        this.server = server;
    }

    /** Brings it in, which takes some seconds, or answers the one that is there. */
    static synchronized WornUnit on(PortalServer server) {
        if (shared == null) {
            shared = broughtIn(server);
        }
        return shared;
    }

    private static WornUnit broughtIn(PortalServer server) {
        WornUnit unit = new WornUnit(server);
        Api admin = server.admin();
        Api.require(
                admin.put(
                        "/api/v1/units/" + UNIT,
                        "{\"name\":\"税务局\",\"kind\":\"vertical\",\"reportingFrom\":" + YEAR + "}"),
                201);
        admin.user(USER, PortalServer.PASSWORD, UNIT, "clerk", "reviewer");
        unit.year();
        unit.openCases();
        unit.file();
        unit.published();
        return unit;
    }

    /** Identity of an import that had refused rows. */
    String faultyImport() {
        return faulty;
    }

    private void year() {
        for (int i = 0; i < REQUESTS; i++) {
            LocalDate day = LocalDate.of(YEAR, 1, 4).plusDays(2L * i);
            String subject = "SQ-" + i;
            add(
                    subject,
                    "1",
                    "request-received",
                    day,
                    "\"applicant\":\"%s\",\"channel\":\"mail\"".formatted(APPLICANTS[i % 6]));
            if (i % 10 != 0) {
                add(subject, "2", "request-decided", day.plusDays(12), "\"outcome\":\"%s\"".formatted(OUTCOMES[i % 5]));
            }
        }
        lines.add(
                "{\"unit\":\"%s\",\"subject\":\"SQ-3\",\"id\":\"3\",\"type\":\"act-amended\",\"occurredOn\":\"2021-12-20\","
                                .formatted(UNIT)
                        + "\"data\":{\"act\":\"1\",\"data\":{\"applicant\":\"enterprise\",\"channel\":\"mail\"}},"
                        + "\"reason\":\"申请人类别选错\"}");
        add(
                "XK",
                "1",
                "decisions-tallied",
                LocalDate.of(YEAR, 12, 31),
                "\"kind\":\"licence\",\"count\":7,\"evidence\":\"月报\"");
        add("SF", "1", "charge-collected", LocalDate.of(YEAR, 11, 30), "\"amountYuan\":\"12345.60\"");
        send();
    }

    /** Cases of these weeks: late, due, waiting for others. */
    private void openCases() {
        LocalDate today = PortalServer.today();
        String given = "\"applicant\":\"enterprise\",\"channel\":\"online\"";
        add("NOW/1", "1", "request-received", today.minusDays(60), given);
        add("NOW/2", "1", "request-received", today.minusDays(3), given);
        add("NOW/3", "1", "request-received", today.minusDays(4), given);
        add("NOW/3", "2", "correction-requested", today.minusDays(1), "");
        add("NOW/4", "1", "request-received", today.minusDays(4), given);
        add("NOW/4", "2", "third-party-consulted", today.minusDays(2), "\"with\":\"third-party\"");
        add("NOW/5", "1", "request-received", today.minusDays(4), given);
        add(
                "NOW/5",
                "2",
                "fee-charged",
                today.minusDays(2),
                "\"basis\":\"per-page\",\"quantity\":31,\"amountYuan\":\"10\"");
        add(
                "NOW/6",
                "1",
                "dispute-filed",
                today.minusDays(2),
                "\"kind\":\"reconsideration\",\"role\":\"original-organ\"");
        send();
    }

    private void file() {
        String csv = "unit,subject,id,type,occurredOn,reason,late,data.applicant,data.channel\n"
                + UNIT + ",F-1,1,request-received," + PortalServer.today() + ",,,enterprise,mail\n"
                + UNIT + ",F-2,1,request-received," + PortalServer.today() + ",,,nobody,mail\n"
                + "jyj,F-3,1,request-received," + PortalServer.today() + ",,,enterprise,mail\n";
        faulty = Api.require(
                        server.api(USER).post("/api/v1/imports", "text/csv", csv.getBytes(StandardCharsets.UTF_8)), 200)
                .json()
                .get("import")
                .stringValue();
    }

    private void published() {
        Api office = server.api("chen");
        Api publisher = server.api("zhao");
        step(server.api(USER), "returns", "submit", null);
        step(office, "returns", "accept", null);
        put(office, "reference-figures", "{\"cells\":{\"3.new.total\":149,\"2.licence\":7}}");
        put(office, "texts", "{\"overview\":\"全年新收申请 {3.new.total} 件。\",\"problems\":\"主动公开还不够及时。\",\"other\":\"无。\"}");
        step(office, "reports", "sign", null);
        step(publisher, "reports", "publish", null);
        Api.require(
                office.post(
                        "/api/v1/acts",
                        "{\"unit\":\"%s\",\"subject\":\"XK\",\"id\":\"2\",\"type\":\"decisions-tallied\",\"late\":true,"
                                        .formatted(UNIT)
                                + "\"occurredOn\":\"2021-11-30\",\"data\":{\"kind\":\"licence\",\"count\":2,\"evidence\":\"补报\"},"
                                + "\"reason\":\"漏报\"}"),
                201);
        step(office, "reports", "restate", "漏报两件许可");
        step(office, "reports", "sign", null);
        step(publisher, "reports", "publish", null);
        Api.require(
                office.post(
                        "/api/v1/acts",
                        "{\"unit\":\"%s\",\"subject\":\"XK\",\"id\":\"3\",\"type\":\"decisions-tallied\",\"late\":true,"
                                        .formatted(UNIT)
                                + "\"occurredOn\":\"2021-10-31\",\"data\":{\"kind\":\"penalty\",\"count\":1,\"evidence\":\"补报\"},"
                                + "\"reason\":\"漏报\"}"),
                201);
    }

    private static void step(Api by, String what, String step, String comment) {
        String body = comment == null ? "{\"comment\":null}" : "{\"comment\":\"" + comment + "\"}";
        Api.require(by.post("/api/v1/%s/%s/%d/%s".formatted(what, UNIT, YEAR, step), body), 200);
    }

    private static void put(Api by, String what, String body) {
        Api.require(by.put("/api/v1/reports/%s/%d/%s".formatted(UNIT, YEAR, what), body), 200);
    }

    private void add(String subject, String id, String type, LocalDate day, String data) {
        lines.add(
                "{\"unit\":\"%s\",\"subject\":\"%s\",\"id\":\"%s\",\"type\":\"%s\",\"occurredOn\":\"%s\",\"data\":{%s}}"
                        .formatted(UNIT, subject, id, type, day, data));
    }

    private void send() {
        byte[] body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        lines.clear();
        Api.Answer answer =
                Api.require(server.api("importer").post("/api/v1/imports", "application/x-ndjson", body), 200);
        if (answer.json().get("rejected").intValue() != 0) {
            throw new AssertionError(answer.text());
        }
    }
}
