package minglu.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minglu.api.text.TextSeal;
import minglu.platform.MigratedDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TextKeysTest {

    private static final MigratedDatabase DATABASE = MigratedDatabase.fresh();

    private final byte[] wrappingKey = TextSeal.newKey();
    private final JdbcClient jdbc = DATABASE.jdbc();
    private final String unit = "u" + System.identityHashCode(this);

    /** Keys as another node, or the same one after a restart, sees them. */
    private TextKeys node() {
        return new TextKeys(new TextKeyRows(jdbc, DATABASE.transaction(), Clock.systemUTC(), true), wrappingKey);
    }

    private final TextKeys keys = node();

    @Test
    void aSubjectKeepsItsKey() {
        byte[] key = keys.keyFor(unit, "SQ/1");

        assertThat(key).hasSize(TextSeal.KEY_BYTES);
        assertThat(keys.keyFor(unit, "SQ/1")).isEqualTo(key);
        assertThat(node().keyFor(unit, "SQ/1")).isEqualTo(key);
        assertThat(keys.keyFor(unit, "SQ/2")).isNotEqualTo(key);
    }

    @Test
    void theDatabaseNeverSeesTheBareKey() {
        byte[] key = keys.keyFor(unit, "SQ/1");

        byte[] stored = jdbc.sql("SELECT wrapped_key FROM text_key WHERE unit = ?")
                .param(unit)
                .query(byte[].class)
                .single();
        assertThat(stored).isNotEqualTo(key);
        assertThat(TextSeal.decrypt(wrappingKey, new TextOwner(unit, "SQ/1").context(), stored))
                .isEqualTo(key);
    }

    @Test
    void manyKeysAreFoundOrMadeAtOnce() {
        byte[] known = keys.keyFor(unit, "7");
        List<TextOwner> owners = new ArrayList<>(IntStream.range(0, 3000)
                .mapToObj(i -> new TextOwner(unit, "" + i))
                .toList());
        owners.addAll(owners.subList(0, 10));

        Map<TextOwner, byte[]> all = node().keysFor(owners);

        assertThat(all).hasSize(3000);
        assertThat(all.get(new TextOwner(unit, "7"))).isEqualTo(known);
        assertThat(node().keyFor(unit, "2999")).isEqualTo(all.get(new TextOwner(unit, "2999")));
        assertThat(keys.keysFor(List.of())).isEmpty();
    }

    @Test
    void nodesThatStartTogetherAgree() {
        List<byte[]> seen = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> node().keyFor(unit, "same"))
                .toList();

        assertThat(seen).allSatisfy(key -> assertThat(key).isEqualTo(seen.get(0)));
    }

    @Test
    void aTextIsOpenedForItsSubjectOnly() {
        String sealed = keys.seal(unit, "SQ/1", "关于张三的申请");

        assertThat(sealed).doesNotContain("张三");
        assertThat(node().open(unit, "SQ/1", sealed)).isEqualTo("关于张三的申请");
        assertThat(keys.open(unit, "SQ/1", null)).isNull();
        assertThat(keys.seal(unit, "SQ/1", null)).isNull();
        keys.keyFor(unit, "SQ/2");
        assertThatThrownBy(() -> keys.open(unit, "SQ/2", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keys.open(unit, "SQ/1", "never sealed")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anErasedTextReadsAsErased() {
        String sealed = keys.seal(unit, "SQ/1", "text");

        assertThat(keys.erase(unit, "SQ/1")).isTrue();

        assertThat(keys.existing(unit, "SQ/1")).isEmpty();
        assertThat(keys.open(unit, "SQ/1", sealed)).isEqualTo("〔已删除〕");
        assertThat(keys.erase(unit, "SQ/1")).isFalse();
    }

    @Test
    void aSubjectThatGoesOnAfterAnErasureReadsOnlyItsNewTexts() {
        String old = keys.seal(unit, "SQ/1", "old");
        keys.erase(unit, "SQ/1");
        String fresh = keys.seal(unit, "SQ/1", "new");

        assertThat(keys.open(unit, "SQ/1", old)).isEqualTo(TextKeys.ERASED);
        assertThat(keys.open(unit, "SQ/1", fresh)).isEqualTo("new");
    }

    @Test
    void askingForAnExistingKeyMakesNone() {
        assertThat(keys.existing(unit, "SQ/9")).isEmpty();
        assertThat(keys.open(unit, "SQ/9", "sealed:1:AAAA")).isEqualTo(TextKeys.ERASED);
        assertThat(jdbc.sql("SELECT count(*) FROM text_key WHERE unit = ?")
                        .param(unit)
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
