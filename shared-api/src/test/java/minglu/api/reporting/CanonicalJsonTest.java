package minglu.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static String canonical(String json) {
        return CanonicalJson.write(JSON.readTree(json));
    }

    @Test
    void members_are_sorted_and_nothing_stands_between_them() {
        assertThat(canonical("{ \"b\" : [ 1 , true , null ], \"a\" : { } , \"10\" : \"x\", \"2\" : [] }"))
                .isEqualTo("{\"10\":\"x\",\"2\":[],\"a\":{},\"b\":[1,true,null]}");
    }

    /** RFC 8785, section 3.2.3: by UTF-16 code units, so that a surrogate comes before the last plain characters. */
    @Test
    void members_are_sorted_by_code_units() {
        assertThat(canonical("{\"\\ufb33\":1,\"\\ud83d\\ude00\":2,\"\\u20ac\":3,\"\\r\":4,\"1\":5}"))
                .isEqualTo("{\"\\r\":4,\"1\":5,\"\u20ac\":3,\"\ud83d\ude00\":2,\"\ufb33\":1}");
    }

    @Test
    void only_what_must_be_escaped_is() {
        assertThat(canonical("\"\\u0001\\u001f\\b\\f\\n\\r\\t\\\"\\\\\\/\\u6c49\\u007f\""))
                .isEqualTo("\"\\u0001\\u001f\\b\\f\\n\\r\\t\\\"\\\\/\u6c49\u007f\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-7, -7",
        "12.50, 12.5",
        "100.0, 100",
        "0.000001, 0.000001",
        "1e3, 1000",
        "99999999999999.999999, 99999999999999.999999",
        "9007199254740993, 9007199254740993"
    })
    void numbers_are_exact_and_have_one_form(String written, String expected) {
        assertThat(canonical(written)).isEqualTo(expected);
    }

    @Test
    void equal_content_has_equal_text_and_canonical_text_stays() {
        String one = canonical("{\"x\":{\"b\":1,\"a\":[\"汉\"]},\"y\":1.0}");

        assertThat(canonical(" {\"y\":1,\"x\":{\"a\":[\"\\u6c49\"],\"b\":1}}")).isEqualTo(one);
        assertThat(canonical(one)).isEqualTo(one);
    }
}
