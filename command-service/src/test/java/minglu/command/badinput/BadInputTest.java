package minglu.command.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever a client sends: the contract's code, never a fault of ours, and nothing recorded. */
class BadInputTest extends CommandHttp {

    static List<BadInput.Case> requests() {
        List<BadInput.Case> cases = new java.util.ArrayList<>(BadInput.acts());
        cases.addAll(BadInput.files());
        return cases;
    }

    static List<BadInput.Case> rows() {
        return BadInput.rows();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void a_bad_request_is_refused_by_its_code_and_records_nothing(BadInput.Case bad) {
        long head = positions.head();
        HttpResponse<String> response = send(
                bad.user(), "POST", bad.path(), bad.contentType(), bad.body().get());
        isProblem(response, bad.code().status(), bad.code().code());
        assertThat(positions.head()).isEqualTo(head);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_bad_row_is_refused_by_its_code_and_records_nothing(BadInput.Case bad) {
        long head = positions.head();
        HttpResponse<String> response = send(
                bad.user(), "POST", bad.path(), bad.contentType(), bad.body().get());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode report = json(response);
        assertThat(report.path("rejected").asLong()).as(response.body()).isEqualTo(1);
        JsonNode rejection = report.path("rejections").path(0);
        assertThat(rejection.path("row").asLong()).isEqualTo(bad.row());
        assertThat(rejection.path("code").asString())
                .as(response.body())
                .isEqualTo(bad.code().code());
        assertThat(report.path("lastPosition").isNull()).isTrue();
        assertThat(positions.head()).isEqualTo(head);
    }
}
