package minglu.command.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code PUT /api/v1/calendar/{year}} over HTTP, with the write side alone. */
class CalendarInputTest extends CommandHttp {

    private static final String YEAR =
            "{\"makeupWorkdays\":[\"2027-10-09\"],\"weekdaysOff\":[{\"date\":\"2027-01-01\",\"holiday\":\"元旦\"}]}";

    private HttpResponse<String> put(String user, String year, String body) {
        return send(user, "PUT", "/api/v1/calendar/" + year, "application/json", bytes(body));
    }

    /** Nobody answers which cases move here: the year is stored, and that is said. */
    @Test
    void a_year_is_stored_although_the_read_side_is_away() {
        HttpResponse<String> first = put("admin", "2027", YEAR);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(first.headers().firstValue("Retry-After")).contains("1");
        JsonNode stored = json(first);
        assertThat(stored.propertyNames())
                .containsExactly(
                        "year",
                        "makeupWorkdays",
                        "weekdaysOff",
                        "position",
                        "recordedAt",
                        "duplicate",
                        "movedTotal",
                        "moved");
        assertThat(stored.path("position").asLong()).isEqualTo(positions.head());
        assertThat(stored.path("duplicate").booleanValue()).isFalse();
        assertThat(stored.path("moved").isNull()).isTrue();

        JsonNode again = json(put("admin", "2027", YEAR));
        assertThat(again.path("duplicate").booleanValue()).isTrue();
        assertThat(again.path("position")).isEqualTo(stored.path("position"));
        assertThat(again.path("recordedAt")).isEqualTo(stored.path("recordedAt"));
    }

    @ParameterizedTest(name = "{0} {1} {2}: {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "con|2027|{'makeupWorkdays':[],'weekdaysOff':[{'date':'2027-01-01','holiday':'元旦'}]}|403|forbidden|",
                "admin|next|{'makeupWorkdays':[],'weekdaysOff':[{'date':'2027-01-01','holiday':'元旦'}]}|422|invalid-parameter|",
                "admin|1899|{'makeupWorkdays':[],'weekdaysOff':[{'date':'1899-01-02','holiday':'元旦'}]}|422|invalid-parameter|",
                "admin|2027|{|400|malformed|",
                "admin|2027|[]|422|invalid-request|",
                "admin|2027|{'makeupWorkdays':[]}|422|invalid-request|/weekdaysOff",
                "admin|2027|{'weekdaysOff':[{'date':'2027-01-01','holiday':'元旦'}]}|422|invalid-request|/makeupWorkdays",
                "admin|2027|{'makeupWorkdays':[null],'weekdaysOff':[]}|422|invalid-request|/makeupWorkdays/0",
                "admin|2027|{'makeupWorkdays':[],'weekdaysOff':[null]}|422|invalid-request|/weekdaysOff/0",
                "admin|2027|{'makeupWorkdays':[],'weekdaysOff':[{'holiday':'元旦'}]}|422|invalid-request|/weekdaysOff/0/date",
                "admin|2027|{'makeupWorkdays':[],'weekdaysOff':[{'date':'2027-01-01'}]}|422|invalid-request|/weekdaysOff/0/holiday",
                "admin|2027|{'makeupWorkdays':[],'weekdaysOff':[{'date':'2027-01-01','holiday':''}]}|422|invalid-request|/weekdaysOff/0/holiday",
                "admin|2027|{'makeupWorkdays':['2027-02-30'],'weekdaysOff':[]}|422|invalid-request|/makeupWorkdays/0",
                "admin|2027|{'makeupWorkdays':[],'weekdaysOff':[]}|422|invalid-request|/weekdaysOff",
                "admin|2027|{'makeupWorkdays':[],'weekdaysOff':[],'note':'x'}|422|invalid-request|/note",
                "admin|2027|{'makeupWorkdays':[],'weekdaysOff':[{'date':'2026-01-01','holiday':'元旦'}]}|422|invalid-request|/weekdaysOff/0/date",
            })
    void what_is_no_calendar_is_refused_and_records_nothing(
            String user, String year, String body, int status, String code, String pointer) {
        long head = positions.head();
        HttpResponse<String> response = put(user, year, body.replace('\'', '"'));

        isProblem(response, status, code);
        if (pointer != null) {
            assertThat(json(response).path("violations").path(0).path("pointer").stringValue())
                    .isEqualTo(pointer);
        }
        assertThat(positions.head()).isEqualTo(head);
    }
}
