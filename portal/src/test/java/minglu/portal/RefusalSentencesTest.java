package minglu.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** A refusal is said in Chinese, with the values that the English sentence has. */
class RefusalSentencesTest {

    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z]+)}");
    private static final List<String> SOURCES = List.of("command-service", "query-service", "platform", "shared-api");
    private static final int SHORTEST_PIECE = 5;

    private final Properties sentences = RefusalSentences.load();
    private final Labels.InLanguage chinese = labels(Locale.SIMPLIFIED_CHINESE);

    private static Labels.InLanguage labels(Locale locale) {
        return new Labels(new PortalConfiguration().messageSource()).in(locale);
    }

    @Test
    void every_code_has_a_chinese_sentence_and_none_is_there_without_a_code() {
        Set<String> codes = new TreeSet<>(Set.of(RefusalSentences.VIOLATION));
        Stream.of(ProblemCode.values()).map(ProblemCode::code).forEach(codes::add);
        assertThat(sentences.stringPropertyNames().stream().filter(key -> !key.contains(".")))
                .containsExactlyInAnyOrderElementsOf(codes);
        for (ProblemCode code : ProblemCode.values()) {
            assertThat(chinese.said(code.code(), "a sentence that nobody knows"))
                    .as(code.code())
                    .isNotBlank()
                    .containsPattern("[\\u4e00-\\u9fff]")
                    .doesNotContain("{");
        }
        assertThat(chinese.said("no-such-code", "whatever")).isNull();
    }

    @Test
    void a_sentence_with_values_stands_in_both_languages_and_invents_none() {
        for (String key : sentences.stringPropertyNames()) {
            if (key.endsWith(".zh")) {
                String english = key.replaceFirst("zh$", "en");
                assertThat(sentences).containsKey(english);
                assertThat(names(english)).as(key).containsAll(names(key));
            } else if (key.contains(".")) {
                assertThat(key).matches("[a-z-]+\\.\\d+\\.en");
                assertThat(sentences).containsKey(key.replaceFirst("en$", "zh"));
                int number = Integer.parseInt(key.split("\\.")[1]);
                assertThat(number == 1 || sentences.containsKey(key.split("\\.")[0] + "." + (number - 1) + ".en"))
                        .as(key)
                        .isTrue();
            }
        }
    }

    private Set<String> names(String key) {
        return NAME.matcher(sentences.getProperty(key))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void the_english_sentences_are_those_of_the_rules() throws IOException {
        String written = sources();
        List<String> strange = new ArrayList<>();
        for (String key : sentences.stringPropertyNames()) {
            if (key.endsWith(".en")) {
                for (String piece :
                        sentences.getProperty(key).split(NAME.pattern() + "|\\Q" + RefusalSentences.JOINT + "\\E")) {
                    // What a rule prints itself between two values stands in its source.
                    String text = piece.strip();
                    if (text.length() >= SHORTEST_PIECE && !written.contains(text)) {
                        strange.add(key + ": " + text);
                    }
                }
            }
        }
        assertThat(strange).isEmpty();
    }

    /** All texts of the sources, those that are put together of constants as one. */
    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String module : SOURCES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return Pattern.compile("\"\\s*\\+\\s*\"")
                .matcher(all)
                .replaceAll((MatchResult joint) -> "")
                .replace("\\\"", "\"");
    }

    @Test
    void values_are_named_in_chinese() {
        assertThat(chinese.said(
                        "request-closed",
                        "the request was closed on 2021-03-20 as granted; deadline-extended comes too late"))
                .isEqualTo("申请已于 2021-03-20 以“予以公开”办结,不能再登记“延长答复期限”。如办结有误,请更正或撤销那条记录。");
        assertThat(chinese.said("subject-exists", "subject SQ-1 is already open, as a dispute"))
                .isEqualTo("编号“SQ-1”已经登记为“复议和诉讼”事项,请核对编号或换一个编号。");
        assertThat(chinese.said("wrong-state", "the return of jyj for 2024 is submitted; submit needs it to be open"))
                .isEqualTo("单位 jyj 的 2024 年报表现在是“已提交”,须是“未提交”才能提交。");
        assertThat(chinese.said("forbidden", "user sun needs the role reviewer or consolidator"))
                .isEqualTo("用户 sun 需要“审核人或汇总人员”权限。");
        assertThat(chinese.said(
                        "invalid-act",
                        "/data/applicant: \"nobody\" is none of natural-person, enterprise (and 1 more)"))
                .isEqualTo("“申请人类别”:“nobody”不在可选的值之内:自然人、商业企业。(另有 1 处)");
        assertThat(chinese.fault("/data/quantity", "0 is not between 1 and 9")).isEqualTo("0 应在 1 与 9 之间。");
        assertThat(chinese.fault("/late", "something new")).isEqualTo("填写有误。");
    }

    @Test
    void the_article_behind_a_rule_is_named_and_the_place_in_the_contract_is_not() {
        assertThat(chinese.said("fee-mismatch", "5 yuan were paid, 10 yuan were charged (收费办法 3)"))
                .isEqualTo("缴纳的是 5 元,通知的是 10 元,两者应当相同。(收费办法 3)");
        assertThat(chinese.said(
                        "four-eyes", "who signed the report of jyj on 2024 may not publish it (contract: reports)"))
                .isEqualTo("jyj 的 2024 年度报告由您签发,须由另一人公布。");
    }

    @Test
    void a_value_may_hold_what_looks_like_a_name_or_a_pattern() {
        assertThat(chinese.said("unknown-unit", "there is no unit {unit}$1\\")).isEqualTo("没有单位“{unit}$1\\”。");
    }

    @Test
    void an_english_page_has_the_sentence_as_it_is() {
        Labels.InLanguage english = labels(Locale.ENGLISH);
        assertThat(english.said("unknown-unit", "there is no unit x")).isNull();
        assertThat(english.fault("/id", "missing")).isEqualTo("missing");
    }
}
