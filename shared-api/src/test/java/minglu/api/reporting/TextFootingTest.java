package minglu.api.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minglu.api.format.FigureReferences;
import minglu.api.format.Formats;
import minglu.api.format.Severity;
import minglu.api.format.StatutoryFormat;
import minglu.api.format.TextRule;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.SummaryFigures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers in the texts of a report, held against its figures; sentences are of published reports where that is said. */
class TextFootingTest {

    private static final StatutoryFormat FORMAT = Formats.current();

    private final Map<String, BigDecimal> figures = new HashMap<>();

    TextFootingTest() {
        FORMAT.cells().forEach(cell -> figures.put(cell.id(), BigDecimal.ZERO));
        SummaryFigures.names().forEach(name -> figures.put(name, BigDecimal.ZERO));
    }

    private TextFootingTest figure(String name, String number) {
        figures.put(name, new BigDecimal(number));
        return this;
    }

    private List<TextCheck> overview(String text) {
        return TextFooting.check(FORMAT, new ReportTexts(text, null, null), figures);
    }

    private List<TextCheck> other(String text) {
        return TextFooting.check(FORMAT, new ReportTexts(null, null, text), figures);
    }

    private static TextCheck only(List<TextCheck> checks) {
        assertThat(checks).hasSize(1);
        return checks.get(0);
    }

    private static void is(TextCheck check, String rule, String where, CheckStatus status, String left, String right) {
        assertThat(check.rule()).isEqualTo(rule);
        assertThat(check.where()).isEqualTo(where);
        assertThat(check.status()).isEqualTo(status);
        assertThat(check.severity()).isEqualTo(Severity.WARNING);
        assertThat(check.left()).isEqualByComparingTo(left);
        assertThat(check.right()).isEqualByComparingTo(right);
    }

    // --- the published report on 2021 of the zone the project begins with

    private static String seed() throws IOException {
        try (InputStream in =
                TextFootingTest.class.getResourceAsStream("/minglu/reporting/weinan-etdz-2021-overview.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theSeedReportSaysItPublished2022ItemsAndItsPartsAddUpTo2021() throws IOException {
        List<TextCheck> failing = overview(seed()).stream()
                .filter(check -> check.status() == CheckStatus.FAILS)
                .toList();

        TextCheck parts = only(failing);
        is(parts, "R7", "overview/parts", CheckStatus.FAILS, "2022", "2021");
        assertThat(parts.quote()).contains("2022条", "1678条", "343条").doesNotContain("1964");
        assertThat(parts.matched()).isNull();
    }

    @Test
    void theSeedReportAgainstTheActsOfItsYear() throws IOException {
        figure("items.website.total", "2021")
                .figure("items.socialMedia", "1964")
                .figure("complaints.total", "50");
        Map<String, TextCheck> checks = new HashMap<>();
        overview(seed()).forEach(check -> checks.put(check.where(), check));

        assertThat(checks)
                .containsOnlyKeys(
                        "overview/received",
                        "overview/parts",
                        "overview/disputes",
                        "overview/website",
                        "overview/social-media",
                        "overview/complaints");
        is(checks.get("overview/website"), "R7", "overview/website", CheckStatus.POSSIBLE, "2022", "2021");
        assertThat(checks.get("overview/social-media").status()).isEqualTo(CheckStatus.HOLDS);
        assertThat(checks.get("overview/complaints").status()).isEqualTo(CheckStatus.HOLDS);
        assertThat(checks.get("overview/disputes").status()).isEqualTo(CheckStatus.HOLDS);
        assertThat(checks.get("overview/received").matched())
                .isEqualTo("3.new.total = 3.new.total + 3.carried-in.total");
    }

    // --- R9

    @ParameterizedTest
    @CsvSource({"3511, HOLDS, 3.new.total", "3607, HOLDS, 3.new.total + 3.carried-in.total", "3600, FAILS,"})
    void whatWasReceivedIsItemOneOrItemsOneAndTwo(String said, CheckStatus status, String matched) {
        figure("3.new.total", "3511").figure("3.carried-in.total", "96");

        TextCheck check = only(overview("2023年,全市共收到政府信息公开申请" + said + "件。"));

        is(check, "R9", "overview/received", status, said, "3511");
        assertThat(check.matched()).isEqualTo(matched);
        assertThat(check.cells()).containsExactly("3.new.total", "3.carried-in.total");
    }

    // --- R7

    @ParameterizedTest
    @CsvSource({
        "上年结转政府信息公开申请3件, 3.carried-in.total, carried-in",
        "结转下年度继续办理3件, 3.carried-out.total, carried-out",
        "结转至下年3件, 3.carried-out.total, carried-out",
        "办结申请3件, 3.total.total, results",
        "予以公开3件, 3.granted.total, granted",
        "部分公开3件, 3.granted-in-part.total, granted-in-part",
        "不予公开3件, 3.refused-state-secret.total, refused",
        "无法提供3件, 3.unavailable-not-held.total, unavailable",
        "不予处理3件, 3.not-processed-petition.total, not-processed",
        "其他处理3件, 3.closed-other.total, closed",
        "行政复议案件3件, 4.reconsideration.total, reconsideration",
        "行政诉讼案件共3起, 4.litigation-direct.total, litigation",
        "行政复议、行政诉讼案件3件, 4.reconsideration.total, disputes",
        "制发行政规范性文件3件, 2.normative.issued, issued",
        "废止行政规范性文件3件, 2.normative.repealed, repealed",
        "现行有效行政规范性文件3件, 2.normative.in-force, in-force",
        "办理行政许可3件, 2.licence, licence",
        "作出行政处罚决定3件, 2.penalty, penalty",
        "行政强制3件, 2.coercion, coercion"
    })
    void aNumberOfTheTextIsThatOfTheTable(String sentence, String cell, String reading) {
        is(only(overview(sentence + "。")), "R7", "overview/" + reading, CheckStatus.FAILS, "3", "0");
        figure(cell, "3");
        is(only(overview(sentence + "。")), "R7", "overview/" + reading, CheckStatus.HOLDS, "3", "3");
    }

    /** 宿迁市 2024: the text counts cases of another kind. */
    @Test
    void disputesInTheTextAreThoseOfTableFour() {
        figure("4.reconsideration.total", "170")
                .figure("4.litigation-direct.total", "25")
                .figure("4.litigation-after-reconsideration.total", "52");

        List<TextCheck> checks = overview("因政府信息公开引发行政复议134件、行政诉讼57件。");

        assertThat(checks).hasSize(2);
        is(checks.get(0), "R7", "overview/reconsideration", CheckStatus.FAILS, "134", "170");
        is(checks.get(1), "R7", "overview/litigation", CheckStatus.FAILS, "57", "77");
        assertThat(only(overview("行政复议和行政诉讼247件。")).status()).isEqualTo(CheckStatus.HOLDS);
    }

    @Test
    void aNumberIsReadOnceAndASecondSuchPlaceHasANameOfItsOwn() {
        figure("2.licence", "7");

        List<TextCheck> checks = overview("行政许可7件。其中一季度情况:行政许可3件。");

        assertThat(checks).extracting(TextCheck::where).containsExactly("overview/licence", "overview/licence#2");
        assertThat(checks).extracting(TextCheck::status).containsExactly(CheckStatus.HOLDS, CheckStatus.POSSIBLE);
    }

    @Test
    void fullWidthDigitsAndGroupedOnesAreNumbers() {
        figure("2.licence", "1846");

        assertThat(only(overview("行政许可１８４６件。")).status()).isEqualTo(CheckStatus.HOLDS);
        assertThat(only(overview("行政许可1,846件。")).status()).isEqualTo(CheckStatus.HOLDS);
        assertThat(only(overview("行政许可1，846件。")).status()).isEqualTo(CheckStatus.HOLDS);
    }

    @Test
    void whatNoPatternReadsIsNotJudged() {
        assertThat(overview("根据《条例》第49条,2021年召开会议5次,3个部门参加。")).isEmpty();
        assertThat(overview("网站公开信息2022条。")).isEmpty();
        assertThat(TextFooting.check(FORMAT, ReportTexts.NONE, figures)).isEmpty();
    }

    // --- sums of parts

    @ParameterizedTest
    @CsvSource({
        "'公开信息314条,其中:机构3条、人事1条、财政8条、规划12条、统计20条、其他268条。', FAILS, 314, 312",
        "'公开信息314条,其中:机构3条、人事1条、财政8条、规划12条、统计20条、其他270条。', HOLDS, 314, 314",
        "'公开信息12条(其中微信7条,微博5条)。', HOLDS, 12, 12",
        "'公开信息12条,其中微信13条。', FAILS, 12, 13"
    })
    void partsAddUpToTheirWhole(String sentence, CheckStatus status, String left, String right) {
        is(only(overview(sentence)), "R7", "overview/parts", status, left, right);
    }

    @Test
    void onePartNeedNotBeAllOfIt() {
        assertThat(overview("公开信息12条,其中微信7条。")).isEmpty();
    }

    @Test
    void partsEndWithTheirSentenceAndHaveTheSameMeasure() {
        assertThat(overview("公开信息12条,其中微信7条,微博5条,阅读3次;另有简报9条。"))
                .extracting(TextCheck::status)
                .containsExactly(CheckStatus.HOLDS);
    }

    @Test
    void partsAreReadInEverySection() {
        String parts = "信息12条,其中微信7条,微博6条。";
        List<TextCheck> checks = TextFooting.check(FORMAT, new ReportTexts(parts, parts, parts), figures);

        assertThat(checks)
                .extracting(TextCheck::where)
                .containsExactly("overview/parts", "problems/parts", "other/parts");
    }

    // --- R12

    @Test
    void aFeeNeedsAnApplicationBehindIt() {
        TextCheck without = only(other("本年度收取信息处理费380元。"));
        assertThat(without.rule()).isEqualTo("R12");
        assertThat(without.where()).isEqualTo("other/fee-needs-payment");
        assertThat(without.status()).isEqualTo(CheckStatus.FAILS);

        figure("fees.cases", "1").figure("fees.amountYuan", "380");
        assertThat(other("本年度收取信息处理费380元。")).extracting(TextCheck::status).containsOnly(CheckStatus.HOLDS);

        figure("fees.cases", "0").figure("fees.amountYuan", "0").figure("3.closed-fee-unpaid.total", "1");
        TextCheck unpaid = only(other("本年度发出收费通知,信息处理费380元未缴。").stream()
                .filter(check -> check.where().equals("other/fee-needs-payment"))
                .toList());
        assertThat(unpaid.matched()).isEqualTo("3.closed-fee-unpaid.total");
    }

    @Test
    void theAmountIsThatOfThePaidFees() {
        figure("fees.cases", "3").figure("fees.amountYuan", "2230");

        TextCheck wrong = only(other("本年度收取信息处理费2250元。").stream()
                .filter(check -> check.rule().equals("R7"))
                .toList());

        is(wrong, "R7", "other/fee", CheckStatus.FAILS, "2250", "2230");
    }

    @Test
    void aFeeThatWasPaidIsNotDenied() {
        assertThat(only(other("无收取信息处理费的情况。")).status()).isEqualTo(CheckStatus.HOLDS);

        figure("fees.cases", "1").figure("fees.amountYuan", "380");
        is(only(other("无收取信息处理费的情况。")), "R12", "other/fee-denied", CheckStatus.FAILS, "0", "380");
    }

    @Test
    void aFeeThatWasPaidMustBeReported() {
        figure("fees.cases", "1").figure("fees.amountYuan", "380");

        TextCheck missing = only(other("无其他需要报告的事项。"));

        assertThat(missing.rule()).isEqualTo("R12");
        assertThat(missing.where()).isEqualTo("other/fee-mentioned");
        assertThat(missing.status()).isEqualTo(CheckStatus.FAILS);
        assertThat(missing.right()).isEqualByComparingTo("380");
    }

    // --- the rules as data, and bound numbers

    @Test
    void everyTextRuleStandsInTheFormatAndItsPatternsCompile() {
        assertThat(FORMAT.textRules()).extracting(TextRule::id).containsExactly("R9", "R7", "R12");
        assertThat(FORMAT.textRules()).allSatisfy(rule -> {
            assertThat(rule.severity()).isEqualTo(Severity.WARNING);
            assertThat(rule.source()).isNotBlank();
            assertThat(rule.sentence().zh()).isNotBlank();
            assertThat(rule.sentence().en()).isNotBlank();
            assertThat(rule.readings()).isNotEmpty();
        });
        List<String> ids =
                new ArrayList<>(FORMAT.footing().stream().map(rule -> rule.id()).toList());
        FORMAT.textRules().forEach(rule -> ids.add(rule.id()));
        assertThat(ids)
                .containsExactlyInAnyOrder("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R12");
        // Shows that each pattern compiles.
        overview("行政许可7件。");
        other("无。");
    }

    @Test
    void boundNumbersAreFilledInAndUnknownOnesNamed() {
        assertThat(FigureReferences.unknown(FORMAT, "收到{3.new.total}件,网站{items.website.total}条"))
                .isEmpty();
        assertThat(FigureReferences.unknown(FORMAT, "收到{3.new}件,{},{fees},{3.new}"))
                .containsExactly("3.new", "", "fees");
        assertThat(FigureReferences.fill("收到{3.new.total}件,{unknown}", Map.of("3.new.total", "7")))
                .isEqualTo("收到7件,{unknown}");
        assertThat(FigureReferences.fill(null, Map.of())).isNull();
    }
}
