package minglu.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leaves have one spelling. */
class LeafTest {

    private static final String HEX32 = "0123456789abcdef0123456789abcdef";
    private static final String HEX64 = HEX32 + HEX32;

    private static final String LEAF = "{\"actor\":\"\",\"agg\":\"" + HEX32
            + "\",\"aggType\":\"Subject\",\"cmd\":\"c\",\"i\":7,\"id\":\"e\",\"len\":10,\"log\":\"a.example/1\",\"meta\":\""
            + HEX64
            + "\",\"occ\":\"2021-03-01\",\"pay\":\"" + HEX64
            + "\",\"rec\":\"2021-03-02T00:00:00.000000Z\",\"rev\":\"1\",\"seq\":0,\"type\":\"t\",\"unit\":\""
            + HEX32
            + "\",\"v\":1}";

    @Test
    void a_canonical_leaf_is_read() throws FaultException {
        Leaf leaf = Leaf.parse(LEAF.getBytes(UTF_8));

        assertThat(leaf.index()).isEqualTo(7);
        assertThat(leaf.stream()).isEqualTo(HEX32);
        assertThat(leaf.occurred()).isEqualTo("2021-03-01");
        assertThat(leaf.previous()).isNull();
        assertThat(Leaf.parse(LEAF.replace(",\"rec\"", ",\"prev\":\"" + HEX64 + "\",\"rec\"")
                                .getBytes(UTF_8))
                        .previous())
                .isEqualTo(HEX64);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"i\":7', '\"i\":07'",
                "'\"i\":7', '\"i\":-7'",
                "'\"i\":7', '\"i\":7.0'",
                "'\"i\":7', '\"i\":9007199254740992'",
                "'\"i\":7', '\"i\":\"7\"'",
                "'\"i\":7,', '\"i\":7, '",
                "'\"i\":7,', '\"i\":7,\"j\":1,'",
                "'\"cmd\":\"c\",', ''",
                "'\"cmd\":\"c\",\"i\":7', '\"i\":7,\"cmd\":\"c\"'",
                "'\"v\":1', '\"v\":2'",
                "'2021-03-01', '2021-02-29'",
                "'2021-03-01', '2021-3-01'",
                "'2021-03-02T', '2021-03-32T'",
                "'2021-03-02T', '2021-03-02 '",
                "'T00:00:00', 'T24:00:00'",
                "'00.000000Z', '00.000Z'",
                "'00.000000Z', '00.000000+'",
                "'\"id\":\"e\"', '\"id\":\"\"'",
                "'\"id\":\"e\"', '\"id\":\"\\u0065\"'",
                "'\"id\":\"e\"', '\"id\":\"\\/\"'",
                "'\"id\":\"e\"', '\"id\":\"\\u000A\"'",
                "'\"id\":\"e\"', '\"id\":\"\\u000a\"'",
                "'\"id\":\"e\"', '\"id\":\"\\u001F\"'",
                "'\"id\":\"e\"', '\"id\":\"\\ud800\"'",
                "'\"type\":\"t\"', '\"type\":\"\"'",
                "'\"unit\":\"0', '\"unit\":\"A'",
                "'\"unit\":\"0', '\"unit\":\"'",
                "'\"actor\":\"\"', '\"actor\":\"x\"'",
                "'\"v\":1}', '\"v\":1} '",
                "'\"v\":1}', '\"v\":1'",
                "'{\"actor\"', ' {\"actor\"'"
            })
    void another_spelling_is_refused(String from, String to) {
        String changed = LEAF.replace(from, to);

        assertThat(changed).isNotEqualTo(LEAF);
        assertThatThrownBy(() -> Leaf.parse(changed.getBytes(UTF_8))).isInstanceOf(FaultException.class);
    }

    @Test
    void texts_have_the_escapes_of_the_canonical_form_and_no_others() throws FaultException {
        String canonical = "\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f中😀\u2028";
        Leaf leaf = Leaf.parse(
                LEAF.replace("\"id\":\"e\"", "\"id\":\"" + canonical + "\"").getBytes(UTF_8));

        assertThat(leaf.id()).isEqualTo("\"\\/\b\f\n\r\t\0\u001f\u007f中😀\u2028");
    }

    @Test
    void texts_of_the_public_vectors_are_canonical_here_too() throws FaultException {
        for (String name : new String[] {"french", "unicode", "weird"}) {
            String output = new String(Vectors.bytes("jcs/output/" + name + ".json"), UTF_8);
            Json.Obj values = Json.parseObject(output.getBytes(UTF_8));
            int seen = 0;
            for (String member : values.members().keySet()) {
                String value = values.string(member);
                // The text as it stands in the vector, by looking for what follows its name.
                String written = output.substring(output.indexOf(value == null ? "" : "\":\"", seen) + 3);
                seen = output.length() - written.length();
                written = written.substring(0, end(written));
                Leaf leaf = Leaf.parse(LEAF.replace("\"id\":\"e\"", "\"id\":\"" + written + "\"")
                        .getBytes(UTF_8));
                assertThat(leaf.id()).isEqualTo(value);
            }
            assertThat(seen).isPositive();
        }
    }

    private static int end(String written) {
        int at = 0;
        while (written.charAt(at) != '"') {
            at += written.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    @Property(tries = 3000)
    void a_changed_byte_is_another_leaf_or_none(@ForAll @IntRange(min = 0, max = 400) int at, @ForAll byte to) {
        byte[] changed = LEAF.getBytes(UTF_8);
        int place = at % changed.length;
        boolean same = changed[place] == to;
        changed[place] = to;
        try {
            Leaf leaf = Leaf.parse(changed);
            assertThat(leaf.equals(Leaf.parse(LEAF.getBytes(UTF_8)))).isEqualTo(same || isUnread(place));
        } catch (FaultException refused) {
            assertThat(same).isFalse();
        }
    }

    /** Members that nothing is compared with: the actor, the command, the metadata. */
    private static boolean isUnread(int place) {
        return place < LEAF.indexOf("\"agg\"")
                || place > LEAF.indexOf("\"cmd\"") && place < LEAF.indexOf("\"i\"")
                || place > LEAF.indexOf("\"meta\"") && place < LEAF.indexOf("\"occ\"");
    }
}
