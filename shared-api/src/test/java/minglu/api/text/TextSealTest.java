package minglu.api.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Free texts are sealed so that only the right key opens them, in the right place, unaltered. */
class TextSealTest {

    private static final String CONTEXT = "subject:jyj:SQ-2021-001";

    private final byte[] key = TextSeal.newKey();

    @ParameterizedTest
    @ValueSource(strings = {"", "王五", "sealed:1:not really", "𠀀\n"})
    void aSealedTextOpensWithItsKeyAndContext(String text) {
        String sealed = TextSeal.seal(key, CONTEXT, text);

        assertThat(TextSeal.isSealed(sealed)).isTrue();
        assertThat(sealed).matches("sealed:1:[A-Za-z0-9_-]+");
        assertThat(TextSeal.open(key, CONTEXT, sealed)).isEqualTo(text);
    }

    @Test
    void whatIsAbsentStaysAbsent() {
        assertThat(TextSeal.seal(key, CONTEXT, null)).isNull();
        assertThat(TextSeal.open(key, CONTEXT, null)).isNull();
    }

    @Test
    void theSameTextNeverLooksTheSameTwice() {
        assertThat(TextSeal.seal(key, CONTEXT, "王五")).isNotEqualTo(TextSeal.seal(key, CONTEXT, "王五"));
        assertThat(TextSeal.newKey()).hasSize(TextSeal.KEY_BYTES).isNotEqualTo(TextSeal.newKey());
    }

    @Test
    void anotherKeyOrAnotherSubjectDoesNotOpenIt() {
        String sealed = TextSeal.seal(key, CONTEXT, "王五");

        assertThatThrownBy(() -> TextSeal.open(TextSeal.newKey(), CONTEXT, sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wrong key, or it was altered");
        assertThatThrownBy(() -> TextSeal.open(key, "subject:jyj:SQ-2021-002", sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SQ-2021-002");
    }

    @Test
    void anyAlteredByteIsNoticed() {
        byte[] sealed = TextSeal.encrypt(key, CONTEXT, "王五".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> TextSeal.decrypt(key, CONTEXT, altered)).isInstanceOf(IllegalStateException.class);
            String text = "sealed:1:" + Base64.getUrlEncoder().withoutPadding().encodeToString(altered);
            assertThatThrownBy(() -> TextSeal.open(key, CONTEXT, text)).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"王五", "sealed:1:", "sealed:1:AAAA", "sealed:1:!!!!", "sealed:1:A"})
    void whatIsNotASealedTextIsRefusedAsABrokenAssumption(String text) {
        assertThatThrownBy(() -> TextSeal.open(key, CONTEXT, text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(CONTEXT);
    }
}
