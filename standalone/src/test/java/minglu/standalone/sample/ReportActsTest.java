package minglu.standalone.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import minglu.api.act.ActType;
import minglu.standalone.sample.ReportActs.Options;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportActsTest {

    private static final LocalDate LATER = LocalDate.of(2026, 6, 30);
    private static final Options OPTIONS = Options.of(1, LATER);
    private static final Path PUBLISHED_REPORTS = Path.of("../../shared/data/real-reports");

    @Test
    void the_sample_year_comes_out_cell_by_cell_from_single_acts() {
        PublishedReport seed = PublishedReport.seed();
        ActCounter counted = assertThatPrintedCellsComeOut(seed, OPTIONS);

        assertThat(seed.cells()).as("printed cells").hasSize(200);
        assertThat(counted.cell("2.licence")).isEqualByComparingTo("1846");
        assertThat(counted.cell("2.normative.in-force")).isEqualByComparingTo("27");
        assertThat(counted.summary("website/dynamics")).isEqualTo(1678);
        assertThat(counted.summary("website/catalogue")).isEqualTo(343);
        assertThat(counted.summary("wechat/other") + counted.summary("weibo/other"))
                .isEqualTo(1964);
        assertThat(counted.summary("complaints")).isEqualTo(50);
    }

    @Test
    void the_sample_year_counts_nothing_but_the_documents_in_force_at_its_beginning() {
        List<SampleAct> acts =
                new ReportActs(PublishedReport.seed(), OPTIONS).acts().toList();

        assertThat(acts)
                .noneMatch(act -> act.type() == ActType.DECISIONS_TALLIED || act.type() == ActType.ITEMS_TALLIED);
        assertThat(acts.stream()
                        .filter(act -> act.type() == ActType.DOCUMENTS_OPENING)
                        .map(SampleAct::data))
                .extracting("inForce", Long.class)
                .satisfies(counts -> assertThat(
                                counts.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"huaian-hongze-district-2024", "pingtan-zone-2022", "shuyang-county-2025"})
    void a_published_report_comes_out_cell_by_cell(String name) {
        assertThatPrintedCellsComeOut(carried(name), OPTIONS.withSingleDecisionsAtMost(5_000));
    }

    @Test
    void a_coarser_heading_is_spread_so_that_its_total_works() {
        PublishedReport report = report(
                """
                {"org":"x","year":2024,"table3":{
                 "new":{"enterprise":3},"granted":{"enterprise":1},
                 "closed-other":{"enterprise":null},"total":{"enterprise":3},"carried-out":{"enterprise":0}},
                 "table3_unsplit":{"closed":{"enterprise":2}}}""");

        ActCounter counted = assertThatPrintedCellsComeOut(report, OPTIONS);
        assertThat(counted.cell("3.closed-other.enterprise")).isEqualByComparingTo("2");
    }

    @Test
    void an_amount_with_six_decimals_comes_out_to_the_fen() {
        PublishedReport report =
                report("""
                {"org":"x","year":2024,"table2":{"charges_10k_yuan":"4166.241619"}}""");

        assertThatPrintedCellsComeOut(report, OPTIONS);
        assertThat(new ReportActs(report, OPTIONS).acts().filter(act -> act.type() == ActType.CHARGE_COLLECTED))
                .as("several acts of several units")
                .hasSizeGreaterThan(10)
                .extracting(SampleAct::unit)
                .contains("czj", "spj");
    }

    @Test
    void a_document_of_the_opening_stock_is_repealed_under_a_subject_nobody_opened() {
        PublishedReport report = report(
                """
                {"org":"x","year":2024,"table2":{"normative":{"issued":2,"repealed":4,"in_force":1}}}""");

        assertThatPrintedCellsComeOut(report, OPTIONS);
        assertThat(new ReportActs(report, OPTIONS)
                        .acts()
                        .filter(act -> act.type() == ActType.DOCUMENT_REPEALED)
                        .map(SampleAct::json))
                .filteredOn(line -> line.contains("-QC-"))
                .hasSize(3)
                .allMatch(line -> line.contains("\"kind\":\"normative\""));
    }

    @Test
    void a_printed_total_that_its_parts_do_not_give_is_a_contradiction_and_the_parts_win() {
        PublishedReport report = report(
                """
                {"org":"x","year":2023,"table4":{"reconsideration":
                 {"upheld":10,"corrected":1,"other":0,"pending":0,"total":0}}}""");

        ReportActs acts = new ReportActs(report, OPTIONS);
        assertThat(acts.contradictions())
                .containsExactly(new Contradiction("4.reconsideration.total", BigDecimal.ZERO, BigDecimal.valueOf(11)));
        assertThat(acts.contradictions().get(0).sentence())
                .isEqualTo("4.reconsideration.total is printed as 0, but its parts lead to 11.");
        assertThat(count(report, OPTIONS).cell("4.reconsideration.total")).isEqualByComparingTo("11");
    }

    @Test
    void more_results_than_requests_are_a_contradiction() {
        PublishedReport report = report(
                """
                {"org":"x","year":2023,"table3":{"new":{"enterprise":2},"carried-in":{"enterprise":0},
                 "granted":{"enterprise":1},"closed-other":{"enterprise":3},"carried-out":{"enterprise":0}}}""");

        assertThat(new ReportActs(report, OPTIONS).contradictions())
                .containsExactly(new Contradiction("3.closed-other.enterprise", BigDecimal.valueOf(3), BigDecimal.ONE));
    }

    @Test
    void what_is_not_printed_is_not_made_up() {
        PublishedReport report =
                report("""
                {"org":"x","year":2023,"table2":{"licence":null,"penalty":2}}""");

        assertThat(new ReportActs(report, OPTIONS).acts())
                .filteredOn(act -> act.type() != ActType.NIL_DECLARED)
                .hasSize(2);
    }

    @Test
    void a_unit_that_did_nothing_all_year_says_so() {
        PublishedReport report = report("""
                {"org":"x","year":2023,"table2":{"penalty":1}}""");
        ReportActs acts = new ReportActs(report, OPTIONS);

        assertThat(acts.acts().map(SampleAct::unit).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        acts.units().stream().map(SampleUnit::unit).toList());
        assertThat(count(report, OPTIONS).summary("nil")).isEqualTo(9);
    }

    @Test
    void the_acts_of_a_vertically_led_unit_stand_beside_the_others() {
        Options options = OPTIONS.withVertical();
        PublishedReport report = carried("pingtan-zone-2022");

        assertThatPrintedCellsComeOut(report, options);
        assertThat(new ReportActs(report, options).acts().map(SampleAct::unit)).contains("swj");
        assertThat(new ReportActs(report, OPTIONS).acts().map(SampleAct::unit)).doesNotContain("swj");
    }

    @Test
    void decisions_beyond_the_limit_are_tallied_and_count_the_same() {
        PublishedReport report = carried("shuyang-county-2025");
        Options options = OPTIONS.withSingleDecisionsAtMost(10);

        assertThat(new ReportActs(report, options).acts().filter(act -> act.type() == ActType.DECISION_MADE))
                .hasSize(30);
        assertThatPrintedCellsComeOut(report, options);
    }

    @Test
    void the_same_seed_gives_the_same_acts_and_another_seed_others() {
        PublishedReport report = carried("pingtan-zone-2022");
        Options small = OPTIONS.withSingleDecisionsAtMost(100);
        List<String> acts = lines(report, small).toList();

        assertThat(lines(report, small)).containsExactlyElementsOf(acts);
        assertThat(lines(report, new Options(2, LATER, 100, false)).toList()).isNotEqualTo(acts);
    }

    @Test
    void no_act_of_the_current_year_lies_in_the_future() {
        PublishedReport report = carried("shuyang-county-2025");
        LocalDate inFebruary = LocalDate.of(2025, 2, 10);
        Options options = Options.of(1, inFebruary).withSingleDecisionsAtMost(100);

        assertThat(new ReportActs(report, options).acts().map(SampleAct::occurredOn))
                .allMatch(day -> !day.isAfter(inFebruary));
        assertThatPrintedCellsComeOut(report, options);
    }

    @Test
    void a_year_that_has_not_begun_is_refused() {
        Options before = Options.of(1, LocalDate.of(2020, 12, 31));

        assertThatThrownBy(() -> new ReportActs(PublishedReport.seed(), before))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The report year 2021 has not begun on 2020-12-31.");
    }

    @Test
    @Tag("nightly")
    void every_published_report_at_hand_comes_out_cell_by_cell() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(PUBLISHED_REPORTS),
                () -> "NOT TESTED: there are no published reports in " + PUBLISHED_REPORTS.toAbsolutePath());
        try (Stream<Path> files = Files.list(PUBLISHED_REPORTS)) {
            List<Path> reports = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertThat(reports).isNotEmpty();
            for (Path report : reports) {
                try (InputStream in = Files.newInputStream(report)) {
                    assertThatPrintedCellsComeOut(PublishedReport.read(in), OPTIONS.withSingleDecisionsAtMost(20_000));
                }
            }
        }
    }

    private static ActCounter assertThatPrintedCellsComeOut(PublishedReport report, Options options) {
        assertThat(new ReportActs(report, options).contradictions())
                .as("%s %d", report.organ(), report.year())
                .isEmpty();
        ActCounter counted = count(report, options);
        SortedMap<String, BigDecimal> reached = new TreeMap<>();
        report.cells().keySet().forEach(cell -> reached.put(cell, counted.cell(cell)));
        assertThat(reached)
                .as("%s %d", report.organ(), report.year())
                .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .usingRecursiveComparison()
                .isEqualTo(report.cells());
        return counted;
    }

    private static ActCounter count(PublishedReport report, Options options) {
        return ActCounter.count(
                report.year(),
                lines(report, options),
                List.of(SampleUnit.vertical(report.year()).unit()));
    }

    private static Stream<String> lines(PublishedReport report, Options options) {
        return new ReportActs(report, options).acts().map(SampleAct::json);
    }

    static PublishedReport carried(String name) {
        return PublishedReport.read(ReportActsTest.class.getResourceAsStream("/minglu/sample/" + name + ".json"));
    }

    private static PublishedReport report(String json) {
        return PublishedReport.read(
                new java.io.ByteArrayInputStream(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
