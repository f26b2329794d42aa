package minglu.query;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import minglu.api.unit.UnitKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A poison event in the running read side. */
class DeadLettersApiTest extends HttpReadSide {

    @BeforeAll
    void record() {
        List.of(
                        unit("jyj", UnitKind.DEPARTMENT, "district", 2021),
                        act("jyj", "z-1", "1", "decision-made", "2021-03-01", "kind", "parking-permit"),
                        act("jyj", "z-2", "1", "decision-made", "2021-03-01", "kind", "licence"))
                .forEach(events::publish);
        user("inspector", "[\"inspector\"]", "null");
        user("reader", "[\"consolidator\"]", "null");
        read("inspector", "/api/v1/units/jyj/subjects?atLeast=3");
    }

    @Test
    void the_tables_go_on_without_it_and_say_so() {
        JsonNode tables = read("inspector", "/api/v1/tables?unit=district&year=2021&atLeast=3");

        assertThat(tables.path("cells").path("2.licence").asLong()).isEqualTo(1);
        assertThat(tables.path("complete").booleanValue()).isFalse();
        assertThat(tables.path("incompleteBecause").get(0).stringValue()).contains("position 2", "z-1");
        assertThat(read("inspector", "/api/v1/tables?unit=district&year=2021&knownAt=1")
                        .path("complete")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void it_is_listed_with_its_cause_and_stays_when_a_retry_fails() {
        HttpResponse<String> retried = post("admin", "/api/v1/dead-letters/retry");
        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(200);
        assertThat(retried.body()).isEqualTo("{\"retried\":1,\"posted\":0,\"parked\":1}");

        JsonNode list = read("inspector", "/api/v1/dead-letters");
        assertThat(list.propertyNames()).containsExactly("deadLetters", "next");
        assertThat(list.path("next").isNull()).isTrue();
        JsonNode letter = list.path("deadLetters").get(0);
        assertThat(letter.propertyNames())
                .containsExactly(
                        "position",
                        "projection",
                        "event",
                        "unit",
                        "subject",
                        "id",
                        "fromYear",
                        "cause",
                        "parkedAt",
                        "attempts",
                        "triedAt");
        assertThat(letter.path("position").asLong()).isEqualTo(2);
        assertThat(letter.path("projection").stringValue()).isEqualTo("ledger");
        assertThat(letter.path("cause").stringValue()).contains("parking-permit");
        assertThat(letter.path("attempts").asInt()).isPositive();
        assertThat(letter.path("parkedAt").stringValue())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }

    @Test
    void health_and_metrics_show_it_and_the_server_stays_ready() {
        HttpResponse<String> health = get("admin", "/actuator/health");
        assertThat(health.statusCode()).isEqualTo(503);
        JsonNode parked = JSON.readTree(health.body()).path("components").path("parkedEvents");
        assertThat(parked.path("status").stringValue()).isEqualTo("DOWN");
        assertThat(parked.path("details").path("parked").asLong()).isEqualTo(1);
        assertThat(get("admin", "/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(get("admin", "/actuator/prometheus").body()).contains("minglu_projection_parked 1.0");
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3} {4}")
    @CsvSource({
        "reader, GET, /api/v1/dead-letters, 403, forbidden",
        "reader, POST, /api/v1/dead-letters/retry, 403, forbidden",
        "inspector, POST, /api/v1/dead-letters/retry, 403, forbidden",
        "inspector, GET, /api/v1/dead-letters?unit=jyj, 422, invalid-parameter",
        "inspector, GET, /api/v1/dead-letters?after=eA, 422, invalid-parameter",
    })
    void what_cannot_be_answered_is_a_problem(String user, String method, String path, int status, String code) {
        HttpResponse<String> response = method.equals("GET") ? get(user, path) : post(user, path);

        assertThat(response.body()).contains("urn:minglu:problem:" + code + "\"");
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
