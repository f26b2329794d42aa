package minglu.query.log.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import minglu.query.log.Vectors;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Our canonical writer against public pairs, and against a foreign library. */
class CanonicalJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The pairs that consist of texts alone. */
    @ParameterizedTest
    @ValueSource(strings = {"french", "unicode", "weird"})
    void a_public_pair_comes_out_byte_for_byte(String name) {
        Map<String, Object> members = new HashMap<>();
        Vectors.json("jcs/input/" + name + ".json")
                .forEachEntry((member, value) -> members.put(member, value.stringValue()));

        byte[] written = CanonicalJson.write(members);

        assertThat(written).isEqualTo(Vectors.bytes("jcs/output/" + name + ".json"));
        String hex = Vectors.text("jcs/outhex/" + name + ".txt").replaceAll("\\s", "");
        assertThat(HexFormat.of().formatHex(written)).isEqualTo(hex);
    }

    /** The library is the oracle below, so it is put to the test itself. */
    @Test
    void the_foreign_library_passes_all_six_pairs() throws IOException {
        int pairs = 0;
        for (String file : Vectors.below("jcs/input")) {
            byte[] canonical = new JsonCanonicalizer(Vectors.bytes(file)).getEncodedUTF8();
            assertThat(canonical).isEqualTo(Vectors.bytes(file.replace("/input/", "/output/")));
            pairs++;
        }
        assertThat(pairs).isEqualTo(6);
    }

    @Test
    void integers_below_two_to_the_53rd_are_written_as_the_public_list_has_them() {
        int lines = 0;
        int integers = 0;
        for (String line : Vectors.text("jcs/es6testfile10k.txt").split("\n")) {
            String[] parts = line.split(",");
            // A double is what the list speaks of; ours are integers.
            var number = Double.longBitsToDouble(Long.parseUnsignedLong(parts[0], 16));
            if (number >= 0
                    && number < 1L << 53
                    && number == Math.rint(number)
                    && !parts[0].equals("8000000000000000")) {
                assertThat(new String(CanonicalJson.write(Map.of("n", (long) number)), StandardCharsets.UTF_8))
                        .isEqualTo("{\"n\":" + parts[1] + "}");
                integers++;
            }
            lines++;
        }
        assertThat(lines).isEqualTo(10_000);
        assertThat(integers).isPositive();
    }

    @Test
    void random_leaves_are_canonical_also_for_the_foreign_library() throws IOException {
        Random random = new Random(8785);
        for (int i = 0; i < 2_000; i++) {
            Leaf leaf = new Leaf(
                    text(random),
                    random.nextInt(1 << 20) * 1_000_000_000L,
                    text(random),
                    text(random),
                    text(random),
                    text(random),
                    text(random),
                    random.nextInt(),
                    text(random),
                    text(random),
                    text(random),
                    text(random),
                    text(random),
                    random.nextInt(1 << 20),
                    text(random),
                    text(random),
                    random.nextBoolean() ? text(random) : null);
            if (leaf.sequence() < 0) {
                assertThatThrownBy(leaf::bytes).isInstanceOf(IllegalArgumentException.class);
                continue;
            }
            byte[] written = leaf.bytes();

            assertThat(written).isEqualTo(new JsonCanonicalizer(written).getEncodedUTF8());
            Map<String, Object> members = new LinkedHashMap<>();
            JSON.readTree(written)
                    .forEachEntry((name, value) ->
                            members.put(name, value.isString() ? (Object) value.stringValue() : value.longValue()));
            assertThat(CanonicalJson.write(members)).isEqualTo(written);
            assertThat(members).hasSize(leaf.previous() == null ? 17 : 18);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            int c = random.nextInt(random.nextBoolean() ? 0x80 : 0x11_0000);
            text.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? '\u660e' : c);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\ud800b", "\udc00", "\ud800\ud800\udc00", "\ud800\udc00\udc00"})
    void half_a_surrogate_pair_is_refused(String text) {
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("t", text))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.write(Map.of(text, "t"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbers_that_could_lose_a_digit_and_other_values_are_refused() {
        assertThat(CanonicalJson.write(Map.of("n", 9_007_199_254_740_991L))).hasSize(22);
        for (Object value : new Object[] {9_007_199_254_740_992L, -1L, 1.5, true, Map.of()}) {
            assertThatThrownBy(() -> CanonicalJson.write(Map.of("n", value)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
