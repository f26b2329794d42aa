package minglu.api.act;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of units, subjects and acts (contract sections 2 and 3). */
class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "a", "Z", "SQ-2021-001", "SQ/2021/1", "a._/-()[]（）〔〕", "县政发〔2021〕3号", "申请（补）7", "𠀀1", "〇七"
            })
    void aSubjectMayHoldLettersDigitsChineseCharactersAndMarks(String text) {
        assertThat(text).matches(Identifiers.SUBJECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                ".a",
                "_a",
                "/a",
                "(a)",
                "[a]",
                "（a）",
                "〔2021〕3号",
                "a b",
                "a:b",
                "a,b",
                "a\n",
                "ａ",
                "é",
                "a?",
                "a%2F",
                "あ",
                "한",
                "а",
                "a\\b",
                "a\"b",
                "٣",
                "１"
            })
    void aSubjectHoldsNothingElseAndStartsWithNoMark(String text) {
        assertThat(text).doesNotMatch(Identifiers.SUBJECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "号", "𠀀"})
    void aSubjectHasAtMost64Characters(String character) {
        assertThat(character.repeat(64)).matches(Identifiers.SUBJECT);
        assertThat(character.repeat(65)).doesNotMatch(Identifiers.SUBJECT);
    }

    @Test
    void aUnitHasUpTo32LowerCaseLettersDigitsAndDashes() {
        assertThat("jyj").matches(Identifiers.UNIT);
        assertThat("0-").matches(Identifiers.UNIT);
        assertThat("a".repeat(32)).matches(Identifiers.UNIT);
        assertThat("district").isEqualTo(Identifiers.DISTRICT).matches(Identifiers.UNIT);
        assertThat("a".repeat(33)).doesNotMatch(Identifiers.UNIT);
        for (String wrong : new String[] {"", "-a", "A", "a_b", "教育局", "a b", "a\n"}) {
            assertThat(wrong).doesNotMatch(Identifiers.UNIT);
        }
    }

    @Test
    void streamsOfDifferentThingsNeverClash() {
        assertThat(Identifiers.subjectStream("jyj", "SQ-1")).isEqualTo("subject:jyj:SQ-1");
        assertThat(Identifiers.unitStream("jyj")).isEqualTo("unit:jyj");
        assertThat(Identifiers.returnStream("jyj", 2021)).isEqualTo("return:jyj:2021");
    }

    @Test
    void everyStreamTellsItsUnit() {
        assertThat(Identifiers.unitOf(Identifiers.subjectStream("jyj", "a:b"))).isEqualTo("jyj");
        assertThat(Identifiers.unitOf(Identifiers.unitStream("jyj"))).isEqualTo("jyj");
        assertThat(Identifiers.unitOf(Identifiers.returnStream("jyj", 2021))).isEqualTo("jyj");
        assertThat(Identifiers.unitOf("something-else")).isEqualTo("something-else");
    }
}
