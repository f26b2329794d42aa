package minglu.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import minglu.api.problem.ProblemCode;
import minglu.platform.HttpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever goes wrong is answered with a problem document of the contract's shape. */
class ProblemTest extends HttpTest {

    private static final String SECRET = "secret of the inside";

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void eachCodeHasItsTypeTitleAndStatus(ProblemCode code) {
        HttpResponse<String> response = send(asAdmin("/api/v1/sample/fail/" + code.code()));

        JsonNode problem = problem(response, code.status(), code.code());
        assertThat(problem.path("title").asString()).isEqualTo(code.title());
        assertThat(problem.path("detail").asString()).isEqualTo("refused with " + code.code());
        assertThat(problem.has("violations")).isFalse();
        assertThat(response.headers().firstValue("Retry-After").isPresent())
                .isEqualTo(code.status() == 503 || code.status() == 429);
    }

    @Test
    void violationsAreListedWithPointers() {
        JsonNode problem = problem(send(asAdmin("/api/v1/sample/fail/violations")), 422, "invalid-act");

        assertThat(problem.at("/violations/0/pointer").asString()).isEqualTo("/data/count");
        assertThat(problem.at("/violations/0/message").asString()).isEqualTo("0 is too small");
    }

    @Test
    void aRefusedCommandAndQueryAreAnsweredLikeOurOwnRefusals() {
        JsonNode problem = problem(send(asAdmin("/api/v1/sample/command/refuse")), 409, "request-closed");
        assertThat(problem.path("detail").asString()).isEqualTo("the request SQ-1 is closed");
        assertThat(problem.at("/violations/0/pointer").asString()).isEqualTo("7");
        problem(send(asAdmin("/api/v1/sample/query/9.x")), 404, "unknown-cell");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/sample/fail/otherwise", "/api/v1/sample/command/break", "/api/v1/sample/fail/database"})
    void theTextOfAnUnknownFaultStaysInside(String path) {
        HttpResponse<String> response = send(asAdmin(path));

        assertThat(response.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(response.body()).doesNotContain(SECRET).doesNotContain("Exception");
    }

    @Test
    void anUnknownFaultIsNamedByAnId() {
        JsonNode problem = problem(send(asAdmin("/api/v1/sample/fail/otherwise")), 500, "internal");

        assertThat(problem.path("detail").asString()).containsPattern("[0-9a-f]{8}-[0-9a-f-]{27}$");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsWorthARetry() {
        HttpResponse<String> response = send(asAdmin("/api/v1/sample/fail/database"));

        problem(response, 503, "unavailable");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"inner\":[{\"count\":1,\"count\":1}]}",
                "{} {}",
                "{}x",
                "{'text':'a'}",
                "{\"count\":01}",
                "{\"count\":1,}",
                "{\"text\":\"\u0001\"}"
            })
    void whatIsNotJsonIsMalformed(String body) {
        problem(post(body), 400, "malformed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'txet':'a'}|/txet",
                "{'inner':[{},{'wrong':1}]}|/inner/1/wrong",
                "{'count':'1'}|/count",
                "{'count':1.0}|/count",
                "{'count':99999999999}|/count",
                "{'count':true}|/count",
                "{'text':1}|/text",
                "{'text':true}|/text",
                "{'text':['a']}|/text",
                "{'flag':'true'}|/flag",
                "{'flag':1}|/flag",
                "{'on':'2021-02-30'}|/on",
                "{'on':''}|/on",
                "{'on':20210301}|/on",
                "{'role':'nobody'}|/role",
                "{'role':0}|/role",
                "{'role':''}|/role",
                "{'inner':{}}|/inner",
                "[]|``",
                "'text'|``"
            })
    void jsonOfAnotherFormIsAnInvalidRequestWithItsPlace(String body, String pointer) {
        JsonNode problem = problem(post(body.replace('\'', '"')), 422, "invalid-request");

        assertThat(problem.at("/violations/0/pointer").asString()).isEqualTo(pointer);
        assertThat(problem.toString()).doesNotContain("minglu.", "java.");
    }

    @Test
    void aRightBodyIsReadAndNullsAreWritten() {
        HttpResponse<String> response = post("{\"text\":\"\",\"count\":2,\"role\":\"clerk\",\"on\":\"2021-03-01\"}");

        assertThat(response.body())
                .isEqualTo(
                        "{\"text\":\"\",\"count\":2,\"flag\":null,\"on\":\"2021-03-01\",\"role\":\"clerk\",\"inner\":null}");
    }

    @Test
    void numbersDatesAndInstantsAreWrittenAsTheContractSays() {
        assertThat(send(asAdmin("/api/v1/sample/everything")).body())
                .isEqualTo("{\"none\":null,\"amount\":1000,\"on\":\"2021-03-01\","
                        + "\"at\":\"2021-03-01T08:00:00.100000Z\"}");
    }

    @Test
    void otherCharsetsAreMalformed() {
        for (Charset charset : new Charset[] {
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("UTF-32BE"),
            Charset.forName("GB18030")
        }) {
            byte[] bytes = "{\"text\":\"明录\"}".getBytes(charset);
            problem(
                    send(asAdmin("/api/v1/sample")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(bytes))),
                    400,
                    "malformed");
        }
        problem(
                send(asAdmin("/api/v1/sample")
                        .header("Content-Type", "application/json;charset=GBK")
                        .POST(BodyPublishers.ofString("{}"))),
                400,
                "malformed");
    }

    @Test
    void nestingAndSizeAreLimited() {
        problem(post("{\"inner\":[".repeat(40) + "]}".repeat(40)), 400, "malformed");
        problem(post("{\"text\":\"" + "a".repeat(300_000) + "\"}"), 413, "too-large");
        problem(post("{\"text\":\"" + " ".repeat(1 << 20) + "\"}"), 413, "too-large");
        problem(
                send(asAdmin("/api/v1/sample/list")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.fromPublisher(
                                BodyPublishers.ofString("[" + "1,".repeat(600_000) + "1]")))),
                413,
                "too-large");
    }

    @Test
    void anotherMediaTypeIsNotSupported() {
        problem(
                send(asAdmin("/api/v1/sample")
                        .header("Content-Type", "application/xml")
                        .POST(BodyPublishers.ofString("<a/>"))),
                415,
                "unsupported-media-type");
        problem(send(asAdmin("/api/v1/sample").POST(BodyPublishers.ofString("{}"))), 415, "unsupported-media-type");
        problem(
                send(asAdmin("/api/v1/sample/everything").header("Accept", "image/png")),
                415,
                "unsupported-media-type");
    }

    @Test
    void parametersAreChecked() {
        problem(send(asAdmin("/api/v1/sample/year")), 422, "invalid-parameter");
        JsonNode problem = problem(send(asAdmin("/api/v1/sample/year?year=MMXXI")), 422, "invalid-parameter");
        assertThat(problem.path("detail").asString()).contains("year", "MMXXI");
    }

    @Test
    void anUnknownAddressAndAnotherMethodAreNotFound() {
        problem(send(asAdmin("/api/v1/nothing")), 404, "not-found");
        problem(send(asAdmin("/error")), 404, "not-found");
        JsonNode problem = problem(send(asAdmin("/api/v1/sample/year").DELETE()), 404, "not-found");
        assertThat(problem.path("detail").asString()).contains("DELETE", "GET");
    }

    @Test
    void aClientThatTakesTextOnlyStillGetsTheProblem() {
        problem(send(asAdmin("/api/v1/sample/fail/not-found").header("Accept", "text/plain")), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/%ZZ", "/api/v1/a{b}", "/api/v1/../../etc"})
    void anAddressThatTomcatRefusesIsABadRequest(String path) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .doesNotContain("Tomcat")
                    .doesNotContain("<html");
        }
    }

    private HttpResponse<String> post(String body) {
        return send(json("POST", asAdmin("/api/v1/sample"), body));
    }
}
