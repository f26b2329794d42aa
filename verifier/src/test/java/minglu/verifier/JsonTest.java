package minglu.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The strict reader of JSON, beside a library as second opinion. */
class JsonTest {

    private static final JsonMapper ORACLE = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void values_of_all_kinds_are_read() throws FaultException {
        Json.Obj read = Json.parseObject(
                " {\"a\": [1, -2.5e+3, true, false, null, {}],\t\"中\\u0041\\ud83d\\ude00\\n\":\"\\\"\\\\/\"}\n"
                        .getBytes(UTF_8));

        assertThat(read.array("a"))
                .containsExactly(
                        new Json.Num("1"),
                        new Json.Num("-2.5e+3"),
                        new Json.Bool(true),
                        new Json.Bool(false),
                        new Json.Null(),
                        new Json.Obj(Map.of()));
        assertThat(read.string("中A😀\n")).isEqualTo("\"\\/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "[1 2]",
                "01",
                "-",
                "1.",
                ".5",
                "1e",
                "+1",
                "0x1",
                "NaN",
                "Infinity",
                "tru",
                "True",
                "nul",
                "\"",
                "\"\\",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\x\"",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800\\u0041\"",
                "\"\\ud800\\ud800\"",
                "\"tab\there\"",
                "\"line\nbreak\"",
                "{} {}",
                "{}x",
                "/* */ {}",
                "\ufeff{}"
            })
    void what_is_not_strict_is_refused(String text) {
        assertThatThrownBy(() -> Json.parse(text.getBytes(UTF_8))).isInstanceOf(FaultException.class);
    }

    @Test
    void bytes_that_are_no_utf8_are_refused() {
        List.of(new int[] {0xc0, 0x80}, new int[] {0xed, 0xa0, 0x80}, new int[] {0xff}, new int[] {0xe4, 0xb8})
                .forEach(bad -> {
                    byte[] bytes = new byte[bad.length + 2];
                    bytes[0] = '"';
                    for (int at = 0; at < bad.length; at++) {
                        bytes[at + 1] = (byte) bad[at];
                    }
                    bytes[bytes.length - 1] = '"';
                    assertThatThrownBy(() -> Json.parse(bytes)).isInstanceOf(FaultException.class);
                });
    }

    @Test
    void nesting_ends_at_a_depth_that_no_stack_minds() throws FaultException {
        assertThat(Json.parse(("[".repeat(32) + "]".repeat(32)).getBytes(UTF_8)))
                .isNotNull();
        for (int depth : new int[] {33, 200_000}) {
            byte[] deep = ("[".repeat(depth) + "]".repeat(depth)).getBytes(UTF_8);
            assertThatThrownBy(() -> Json.parse(deep)).isInstanceOf(FaultException.class);
            byte[] open = "{\"a\":".repeat(depth).getBytes(UTF_8);
            assertThatThrownBy(() -> Json.parse(open)).isInstanceOf(FaultException.class);
        }
    }

    @Test
    void numbers_end_at_a_length() throws FaultException {
        assertThat(Json.parse("1".repeat(100).getBytes(UTF_8))).isInstanceOf(Json.Num.class);
        assertThatThrownBy(() -> Json.parse("1".repeat(101).getBytes(UTF_8))).isInstanceOf(FaultException.class);
    }

    @Property(tries = 2000)
    void whatever_is_read_is_read_by_the_library_alike(@ForAll("almostJson") String text) {
        byte[] bytes = text.getBytes(UTF_8);
        Json read;
        try {
            read = Json.parse(bytes);
        } catch (FaultException refused) {
            return;
        }
        assertThat(same(read, ORACLE.readTree(bytes))).as(text).isTrue();
    }

    @Property(tries = 2000)
    void whatever_the_library_reads_is_read_but_for_what_is_laxer_there(@ForAll("almostJson") String text) {
        byte[] bytes = text.getBytes(UTF_8);
        try {
            ORACLE.readTree(bytes);
        } catch (JacksonException refused) {
            return;
        }
        boolean lax = text.isBlank() || text.contains("\\ud") || text.contains("[[[[[[[[[[[");
        try {
            Json.parse(bytes);
        } catch (FaultException refused) {
            assertThat(lax).as("%s: %s", text, refused.what()).isTrue();
        }
    }

    private static boolean same(Json read, JsonNode node) {
        if (read instanceof Json.Obj object) {
            return node.isObject()
                    && node.size() == object.members().size()
                    && object.members().entrySet().stream()
                            .allMatch(one -> node.has(one.getKey()) && same(one.getValue(), node.get(one.getKey())));
        }
        if (read instanceof Json.Arr array) {
            for (int at = 0; at < array.items().size(); at++) {
                if (!same(array.items().get(at), node.get(at))) {
                    return false;
                }
            }
            return node.isArray() && node.size() == array.items().size();
        }
        if (read instanceof Json.Str text) {
            return node.isString() && node.asString().equals(text.value());
        }
        if (read instanceof Json.Bool bool) {
            return node.isBoolean() && node.asBoolean() == bool.value();
        }
        return read instanceof Json.Null ? node.isNull() : node.isNumber();
    }

    @Provide
    Arbitrary<String> almostJson() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "\"",
                        "\"a\"",
                        "\"b\"",
                        "\"中\"",
                        "\"\\n\"",
                        "\"\\ud83d\\ude00\"",
                        "\"\\ud800\"",
                        "1",
                        "0",
                        "-",
                        "01",
                        "1.5",
                        "e5",
                        "true",
                        "false",
                        "null",
                        " ",
                        "\n",
                        "{\"a\":1}",
                        "[1]",
                        "[[[[[[[[[[[",
                        "\\",
                        "x")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(pieces -> String.join("", pieces));
    }
}
