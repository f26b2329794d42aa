package minglu.standalone.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import minglu.standalone.testing.Api;
import minglu.standalone.testing.MingluProcess;
import minglu.standalone.testing.SharedServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The calendar and the clock through the public contract, on the shared server. Dates lie in the past of any clock; 2010 is a year the
 * product brings no calendar of.
 */
class CalendarAndDeadlinesTest {

    private static final String UNIT = "calendar-jyj";
    private static final String PASSWORD = "a-long-password-of-tests";
    private static final String YEAR_2010 = "{\"makeupWorkdays\":[\"2010-06-13\",\"2010-06-12\"],\"weekdaysOff\":[%s]}";
    private static final String DRAGON_BOAT = "{\"date\":\"2010-06-14\",\"holiday\":\"端午\"},"
            + "{\"date\":\"2010-06-15\",\"holiday\":\"端午\"},{\"date\":\"2010-06-16\",\"holiday\":\"端午\"}";

    private static final String RECEIVED = "{\"applicant\":\"natural-person\",\"channel\":\"mail\"}";

    private Api importer;
    private Api inspector;
    private int acts;

    @Test
    void a_missing_year_is_said_added_and_moves_the_cases_that_reach_it() {
        MingluProcess server = SharedServer.get();
        Api admin = server.admin();
        admin.user("calendar-importer", PASSWORD, null, "importer");
        admin.user("calendar-inspector", PASSWORD, null, "inspector");
        admin.unit(UNIT, "department", 2021);
        importer = server.api("calendar-importer", PASSWORD);
        inspector = server.api("calendar-inspector", PASSWORD);

        reachesAYearWithoutCalendar(admin);
        isAnsweredInTimeOrNot();
    }

    private void reachesAYearWithoutCalendar(Api admin) {
        // Fifteen working days, as the law of then had them.
        long before = act("SQ-1", "request-received", "2010-06-01", RECEIVED);
        JsonNode unknown = subject("SQ-1", "?atLeast=" + before).path("deadline");
        assertThat(unknown.path("state").stringValue()).isEqualTo("no-calendar");
        assertThat(unknown.path("missingYear").asInt()).isEqualTo(2010);
        assertThat(unknown.path("dueOn").isNull()).isTrue();
        assertThat(inspector.get("/api/v1/calendar/2010").status()).isEqualTo(404);
        assertThat(inspector
                        .put("/api/v1/calendar/2010", YEAR_2010.formatted(DRAGON_BOAT))
                        .code())
                .isEqualTo("forbidden");

        Api.Answer added = admin.put("/api/v1/calendar/2010", YEAR_2010.formatted(DRAGON_BOAT));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        long position = added.json().path("position").asLong();
        assertThat(position).isEqualTo(before + 1);
        assertThat(added.json().path("makeupWorkdays").path(0).stringValue())
                .as("sorted")
                .isEqualTo("2010-06-12");
        assertThat(added.json().path("movedTotal").asInt()).isEqualTo(1);
        assertThat(added.json().path("moved").path(0).toString())
                .isEqualTo(
                        "{\"unit\":\"calendar-jyj\",\"subject\":\"SQ-1\",\"dueOn\":{\"from\":null,\"to\":\"2010-06-23\"},"
                                + "\"waitingUntil\":{\"from\":null,\"to\":null}}");

        Api.Answer again = admin.put("/api/v1/calendar/2010", YEAR_2010.formatted(DRAGON_BOAT));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("duplicate").booleanValue()).isTrue();
        assertThat(again.json().path("position").asLong()).isEqualTo(position);
        assertThat(again.json().path("moved")).isEqualTo(added.json().path("moved"));

        Api.Answer changed = admin.put(
                "/api/v1/calendar/2010",
                YEAR_2010.formatted(DRAGON_BOAT + ",{\"date\":\"2010-06-23\",\"holiday\":\"临时放假\"}"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("moved").path(0).path("dueOn").toString())
                .isEqualTo("{\"from\":\"2010-06-23\",\"to\":\"2010-06-24\"}");

        JsonNode known = subject("SQ-1", "?knownAt=" + position).path("deadline");
        assertThat(known.path("dueOn").stringValue()).isEqualTo("2010-06-23");
        assertThat(known.path("late").booleanValue()).isTrue();
        assertThat(known.path("explanation").toString())
                .contains("2010-06-12（星期六）调休上班，计入。")
                .contains("2010-06-16（星期三）端午放假，不计入");
        assertThat(subject("SQ-1", "?knownAt=" + before)
                        .path("deadline")
                        .path("state")
                        .stringValue())
                .isEqualTo("no-calendar");
        assertThat(subject("SQ-1", "").path("deadline").path("dueOn").stringValue())
                .isEqualTo("2010-06-24");

        JsonNode year =
                inspector.get("/api/v1/calendar/2010?knownAt=" + position).json();
        assertThat(year.path("position").asLong()).isEqualTo(position);
        assertThat(year.path("weekdaysOff").size()).isEqualTo(3);
        assertThat(inspector.get("/api/v1/calendar/2010?knownAt=" + before).status())
                .isEqualTo(404);
    }

    private void isAnsweredInTimeOrNot() {
        act("SQ-2", "request-received", "2021-03-01", RECEIVED);
        act("SQ-2", "request-decided", "2021-03-29", "{\"outcome\":\"granted\"}");
        act("SQ-3", "request-received", "2021-03-01", RECEIVED);
        long last = act("SQ-3", "request-decided", "2021-03-30", "{\"outcome\":\"granted\"}");

        JsonNode requests = inspector
                .get("/api/v1/summary?unit=" + UNIT + "&year=2021&atLeast=" + last)
                .json()
                .path("requests");
        assertThat(requests.path("total").asLong()).isEqualTo(2);
        assertThat(requests.path("answeredInTime").asLong()).isEqualTo(1);
        assertThat(subject("SQ-3", "").path("deadline").isNull()).isTrue();
        assertThat(inspector
                        .get("/api/v1/units/" + UNIT + "/subjects/SQ-3/warnings")
                        .json()
                        .path("warnings")
                        .path(0)
                        .path("code")
                        .stringValue())
                .isEqualTo("answered-late");

        JsonNode deadlines = inspector
                .get("/api/v1/deadlines?unit=" + UNIT + "&atLeast=" + last)
                .json()
                .path("deadlines");
        assertThat(deadlines.size()).isEqualTo(1);
        assertThat(deadlines.path(0).path("subject").stringValue()).isEqualTo("SQ-1");
        assertThat(deadlines.path(0).path("late").booleanValue()).isTrue();
    }

    private long act(String subject, String type, String occurredOn, String data) {
        Api.Answer answer = importer.post(
                "/api/v1/acts",
                "{\"unit\":\"calendar-jyj\",\"subject\":\"%s\",\"id\":\"%d\",\"type\":\"%s\",\"occurredOn\":\"%s\",\"data\":%s}"
                        .formatted(subject, ++acts, type, occurredOn, data));
        return Api.require(answer, 201).json().path("position").asLong();
    }

    private JsonNode subject(String subject, String query) {
        return Api.require(inspector.get("/api/v1/units/" + UNIT + "/subjects/" + subject + query), 200)
                .json();
    }
}
