package minglu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import minglu.platform.HttpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subjects hold slashes, brackets and Chinese characters; an address carries them percent-encoded. */
class EncodedPathTest extends HttpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SQ-2021-001",
                "SQ/2021/1",
                "a//b",
                "依申请〔2021〕12号",
                "教（公开）2021/3",
                "a[1](2)_x.y",
                "国办发/〔2021〕/30",
                "v1.0/..x"
            })
    void aSubjectArrivesAsItWasEncoded(String subject) {
        HttpResponse<String> response = send(asAdmin("/api/v1/units/jyj/subjects/" + encode(subject)));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(body(response).path("unit").asString()).isEqualTo("jyj");
        assertThat(body(response).path("subject").asString()).isEqualTo(subject);
    }

    @Test
    void lowerCaseEscapesWorkToo() {
        HttpResponse<String> response = send(asAdmin("/api/v1/units/jyj/subjects/SQ%2f2021%2f1"));

        assertThat(body(response).path("subject").asString()).isEqualTo("SQ/2021/1");
    }

    @Test
    void twoEncodedSegmentsStayApart() {
        HttpResponse<String> response = send(
                asAdmin("/api/v1/units/jyj/subjects/" + encode("SQ/〔2021〕") + "/acts/" + encode("补正/1") + "/receipt"));

        assertThat(body(response).path("subject").asString()).isEqualTo("SQ/〔2021〕");
        assertThat(body(response).path("id").asString()).isEqualTo("补正/1");
    }

    @Test
    void aSlashThatIsNotEncodedSeparates() {
        problem(send(asAdmin("/api/v1/units/jyj/subjects/SQ/2021/1")), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%5Cb", "a%00b", "a%0Ab", "a%25b", "a;b=c"})
    void whatCannotBePartOfASubjectIsRefused(String segment) {
        problem(send(asAdmin("/api/v1/units/jyj/subjects/" + segment)), 400, "malformed");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        HttpResponse<String> response = send(asAdmin("/api/v1/units/jyj/subjects/%FF%FE"));

        assertThat(response.statusCode()).as(response.body()).isBetween(400, 422);
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
