package minglu.query.tables;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import minglu.api.format.Formats;
import minglu.api.format.Severity;
import minglu.api.format.TextRule;
import minglu.api.ledger.Poster;
import minglu.api.tables.ActBehind;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.FindActsBehind;
import minglu.api.tables.FindTables;
import minglu.api.tables.MemberStock;
import minglu.api.tables.MemberStock.Change;
import minglu.api.tables.Moment;
import minglu.api.tables.TablesView;
import minglu.api.unit.UnitKind;
import minglu.query.support.QueryFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The acts that a refusal names: those that make the two sides of a check differ, and no others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActsBehindChecksTest {

    private final QueryFixture read = new QueryFixture();

    @BeforeEach
    void units() {
        read.clear();
        read.post(Poster::post);
        read.record(
                unit("jyj", UnitKind.DEPARTMENT, "district", 2021), unit("mzj", UnitKind.DEPARTMENT, "district", 2021));
    }

    @AfterAll
    void close() {
        read.close();
    }

    private TablesView tables(String unit, int year) {
        return read.get(TablesService.class).find(new FindTables(unit, year, null, Moment.NOW, null));
    }

    private List<CheckLine> failing(String unit, int year) {
        List<CheckLine> failing = tables(unit, year).checks().stream()
                .filter(check -> check.status() == CheckStatus.FAILS)
                .toList();
        return behind(unit, year, failing);
    }

    private List<CheckLine> behind(String unit, int year, List<CheckLine> checks) {
        return read.get(ActsBehindChecks.class)
                .find(new FindActsBehind(unit, year, read.head(), checks))
                .checks();
    }

    private static String shown(ActBehind act) {
        return act.unit() + " " + act.subject() + " " + act.id() + " "
                + act.type().code() + " " + act.occurredOn() + " " + act.position() + " " + act.left() + " "
                + act.right();
    }

    private static List<String> shown(CheckLine line) {
        return line.acts().stream().map(ActsBehindChecksTest::shown).toList();
    }

    private static void sumsToTheDifference(CheckLine line) {
        BigDecimal sum = line.acts().stream()
                .map(act -> act.left().subtract(act.right()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(line.left().subtract(line.right())).as(line.toString()).isEqualByComparingTo(sum);
    }

    @Test
    void what_counts_alike_on_both_sides_is_not_named() {
        // In force the year before and repealed in this one; and one repealed that was never in force.
        read.record(
                act("jyj", "GF-1", "1", "document-issued", "2021-03-01", "kind", "normative"),
                act("jyj", "GF-1", "2", "document-repealed", "2022-03-01", "kind", "normative", "cause", "expired"),
                act("jyj", "GF-0", "1", "document-repealed", "2022-04-01", "kind", "normative", "cause", "expired"));

        List<CheckLine> failing = failing("jyj", 2022);

        assertThat(failing)
                .extracting(line -> line.rule() + " " + line.where())
                .containsExactly("R8 all", "R8 2.normative.in-force", "R11 normative");
        assertThat(shown(failing.get(0))).containsExactly("jyj GF-0 1 document-repealed 2022-04-01 5 -1 0");
        assertThat(shown(failing.get(1))).containsExactly("jyj GF-0 1 document-repealed 2022-04-01 5 -1 0");
        assertThat(shown(failing.get(2))).containsExactly("jyj GF-0 1 document-repealed 2022-04-01 5 1 0");
        assertThat(failing).extracting(CheckLine::actsTotal).containsOnly(1L);
        failing.subList(1, 3).forEach(ActsBehindChecksTest::sumsToTheDifference);
    }

    @Test
    void a_ledger_that_lost_a_posting_shows_the_act_whose_request_does_not_balance() {
        read.post(event -> Poster.post(event).stream()
                .filter(posting -> !posting.account().startsWith("request/decided/"))
                .toList());
        read.record(
                act("jyj", "SQ-1", "1", "request-received", "2021-03-01", "applicant", "enterprise"),
                act(
                        "jyj",
                        "SQ-1",
                        "2",
                        "request-decided",
                        "2021-04-01",
                        "applicant",
                        "enterprise",
                        "outcome",
                        "granted"),
                act("jyj", "SQ-2", "1", "request-received", "2021-03-01", "applicant", "enterprise"));

        List<CheckLine> failing = failing("jyj", 2021);

        assertThat(failing)
                .extracting(line -> line.rule() + " " + line.where())
                .containsExactly("R2 enterprise", "R2 total");
        for (CheckLine line : failing) {
            assertThat(line.left()).isEqualTo(BigDecimal.valueOf(2));
            assertThat(line.right()).isEqualTo(BigDecimal.ONE);
            assertThat(line.acts()).extracting(ActBehind::subject).containsOnly("SQ-1");
            sumsToTheDifference(line);
        }
    }

    @Test
    void stock_that_joins_and_leaves_is_named_by_unit_and_by_act() {
        read.record(
                unit("slj", UnitKind.DEPARTMENT, "district", 2022),
                act("slj", "SQ-1", "1", "request-received", "2021-12-01", "applicant", "enterprise"),
                act("slj", "GF-1", "1", "document-issued", "2015-01-01", "kind", "normative"),
                act("mzj", "SQ-2", "1", "request-received", "2021-12-02", "applicant", "enterprise"),
                act("mzj", "SQ-3", "1", "request-received", "2021-12-02", "applicant", "enterprise"),
                act("jyj", "SQ-4", "1", "request-received", "2021-12-03", "applicant", "enterprise"),
                unit("mzj", 2022, UnitKind.VERTICAL, "district", 2021, null, null));

        List<CheckLine> failing = failing("district", 2022);

        assertThat(failing)
                .extracting(line -> line.rule() + " " + line.where())
                .containsExactly("R5 normative", "R6 enterprise", "R6 total");
        assertThat(failing.get(0).explained()).containsExactly(new MemberStock("slj", Change.JOINED, BigDecimal.ONE));
        assertThat(shown(failing.get(0))).containsExactly("slj GF-1 1 document-issued 2015-01-01 5 1 0");
        for (CheckLine line : failing.subList(1, 3)) {
            assertThat(line.left()).isEqualTo(BigDecimal.valueOf(2));
            assertThat(line.right()).isEqualTo(BigDecimal.valueOf(3));
            assertThat(line.explained())
                    .containsExactly(
                            new MemberStock("slj", Change.JOINED, BigDecimal.ONE),
                            new MemberStock("mzj", Change.LEFT, BigDecimal.valueOf(2)));
            assertThat(shown(line))
                    .containsExactly(
                            "slj SQ-1 1 request-received 2021-12-01 4 1 0",
                            "mzj SQ-2 1 request-received 2021-12-02 6 0 1",
                            "mzj SQ-3 1 request-received 2021-12-02 7 0 1");
            sumsToTheDifference(line);
        }
        // A unit is the same in both years, and its predecessor counts in both.
        assertThat(tables("jyj", 2022).checks())
                .allMatch(line -> line.explained().isEmpty());
    }

    @Test
    void the_first_twenty_are_named_and_all_are_counted() {
        read.record(unit("slj", UnitKind.DEPARTMENT, "district", 2022));
        List<Object> acts = new ArrayList<>();
        for (int i = 1; i <= 25; i++) {
            acts.add(act("slj", "SQ-" + i, "1", "request-received", "2021-12-01", "applicant", "enterprise"));
        }
        read.record(acts.toArray());

        CheckLine line = failing("district", 2022).get(0);

        assertThat(line.actsTotal()).isEqualTo(25);
        assertThat(line.acts()).hasSize(ActsBehindChecks.MOST_NAMED);
        assertThat(line.acts()).extracting(ActBehind::position).isSorted().contains(4L, 23L);
        assertThat(line.explained()).containsExactly(new MemberStock("slj", Change.JOINED, BigDecimal.valueOf(25)));
    }

    @Test
    void behind_a_number_in_a_text_are_the_acts_of_the_figures_it_speaks_of() {
        read.record(
                act("jyj", "W-1", "1", "item-published", "2021-03-01", "channel", "website", "category", "dynamics"),
                act("jyj", "W-2", "1", "item-published", "2021-03-02", "channel", "wechat", "category", "dynamics"),
                act("jyj", "SQ-1", "1", "request-received", "2021-03-01", "applicant", "enterprise"),
                act("jyj", "SQ-1", "2", "fee-charged", "2021-03-02", "amountYuan", "380"),
                act("jyj", "SQ-1", "3", "fee-paid", "2021-03-03", "amountYuan", "380"));
        List<CheckLine> texts = List.of(
                text("R7", "overview/website", "items.website.total"),
                text("R7", "other/fee", "fees.amountYuan"),
                text("R7", "overview/parts"),
                text("R9", "overview/received", "3.new.total", "3.carried-in.total"));

        List<CheckLine> found = behind("jyj", 2021, texts);

        assertThat(shown(found.get(0))).containsExactly("jyj W-1 1 item-published 2021-03-01 3 0 1");
        assertThat(shown(found.get(1))).containsExactly("jyj SQ-1 3 fee-paid 2021-03-03 7 0 380");
        assertThat(found.get(2).acts()).isEmpty();
        assertThat(found.get(2).actsTotal()).isZero();
        assertThat(shown(found.get(3))).containsExactly("jyj SQ-1 1 request-received 2021-03-01 5 0 1");
    }

    private static CheckLine text(String rule, String where, String... figures) {
        return new CheckLine(
                rule, where, Severity.WARNING, CheckStatus.FAILS, BigDecimal.TEN, BigDecimal.ONE, List.of(figures));
    }

    @Test
    void every_figure_that_a_text_rule_speaks_of_has_accounts_behind_it() {
        List<String> figures = Formats.current().textRules().stream()
                .map(TextRule::readings)
                .flatMap(List::stream)
                .flatMap(reading -> reading.sums().stream())
                .flatMap(List::stream)
                .distinct()
                .toList();

        assertThat(figures)
                .contains("items.website.total", "fees.amountYuan")
                .allMatch(figure -> Formats.current().find(figure).isPresent()
                        || !SummaryAccounts.of(figure).isEmpty());
    }
}
