package minglu.query.tables;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.amended;
import static minglu.query.support.Acts.counted;
import static minglu.query.support.Acts.retracted;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.tables.CellActs;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.FindTables;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.api.tables.Scope;
import minglu.api.tables.SummaryView;
import minglu.api.tables.TablesView;
import minglu.api.unit.UnitKind;
import minglu.platform.web.Page;
import minglu.query.support.QueryFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TablesTest {

    private final QueryFixture read = new QueryFixture();

    @BeforeEach
    void units() {
        read.clear();
        read.record(
                unit("fuban", UnitKind.OFFICE, "district", 2021),
                unit("jyj", UnitKind.DEPARTMENT, "district", 2021),
                unit("shuiwu", UnitKind.VERTICAL, "district", 2021),
                unit("jie", UnitKind.SUBDISTRICT, "district", 2022));
    }

    @AfterAll
    void close() {
        read.close();
    }

    private static FindTables asked(String unit, int year) {
        return new FindTables(unit, year, null, Moment.NOW, null);
    }

    private TablesView tables(String unit, int year) {
        return read.get(TablesService.class).find(asked(unit, year));
    }

    private Map<String, Object> cells(String unit, int year) {
        return tables(unit, year).cells();
    }

    private CellActs acts(String cell, FindTables asked, Page page) {
        CellActsService service = read.get(CellActsService.class);
        return service.find(service.cell(cell), asked, page);
    }

    private List<String> lines(String cell, String unit, int year) {
        return acts(cell, asked(unit, year), Page.of(null, null)).acts().stream()
                .map(line -> line.subject() + " " + line.id() + " " + line.weight())
                .toList();
    }

    private static void assertRefused(ProblemCode code, Runnable run) {
        assertThatThrownBy(run::run).isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(code));
    }

    @Test
    void a_request_is_counted_where_it_stands_and_carried_over_the_year() {
        read.record(
                act("jyj", "SQ-1", "1", "request-received", "2021-11-01", "applicant", "enterprise"),
                act(
                        "jyj",
                        "SQ-1",
                        "2",
                        "request-decided",
                        "2022-01-04",
                        "applicant",
                        "enterprise",
                        "outcome",
                        "granted"));

        assertThat(cells("jyj", 2021))
                .containsEntry("3.new.enterprise", 1L)
                .containsEntry("3.carried-out.enterprise", 1L)
                .containsEntry("3.total.total", 0L);
        assertThat(cells("district", 2022))
                .containsEntry("3.new.total", 0L)
                .containsEntry("3.carried-in.enterprise", 1L)
                .containsEntry("3.granted.enterprise", 1L)
                .containsEntry("3.granted.total", 1L)
                .containsEntry("3.total.total", 1L)
                .containsEntry("3.carried-out.total", 0L);
        assertThat(tables("district", 2022).checks()).allMatch(line -> line.status() == CheckStatus.HOLDS);
    }

    @Test
    void a_node_sums_its_units_without_vertical_ones_and_says_who_is_silent() {
        read.record(
                act("jyj", "d", "1", "decisions-tallied", "2021-05-01", "kind", "licence", "count", "7"),
                act("shuiwu", "d", "1", "decisions-tallied", "2021-05-01", "kind", "licence", "count", "100"));

        TablesView view = tables("district", 2021);

        assertThat(view.cells()).containsEntry("2.licence", 7L);
        assertThat(view.units().included()).containsExactly("fuban", "jyj");
        assertThat(view.units().silent()).containsExactly("fuban");
        assertThat(view.units().excluded()).containsExactly("jie", "shuiwu");
        assertThat(cells("shuiwu", 2021)).containsEntry("2.licence", 100L);
    }

    @Test
    void a_nil_declaration_of_the_year_ends_silence_and_one_of_another_year_does_not() {
        read.record(act("jyj", "nil", "1", "nil-declared", "2022-01-05", "year", "2021"));

        assertThat(tables("district", 2021).units().silent()).containsExactly("fuban");
        assertThat(tables("district", 2022).units().silent()).containsExactly("fuban", "jie", "jyj");
    }

    @Test
    void a_retracted_act_leaves_its_unit_silent() {
        read.record(
                act("fuban", "w", "1", "training-held", "2021-05-01"),
                retracted("fuban", "w", "2", "1", List.of(counted("1", "training-held", "2021-05-01")), List.of()));

        assertThat(tables("district", 2021).units().silent()).containsExactly("fuban", "jyj");
    }

    @Test
    void the_own_tables_of_a_node_are_those_of_its_office() {
        read.record(
                act("fuban", "z-1", "1", "decision-made", "2021-05-01", "kind", "penalty"),
                act("jyj", "z-1", "1", "decision-made", "2021-05-01", "kind", "penalty"));

        TablesView view =
                read.get(TablesService.class).find(new FindTables("district", 2021, Scope.OWN, Moment.NOW, null));
        assertThat(view.cells()).containsEntry("2.penalty", 1L);
        assertThat(view.units().included()).containsExactly("fuban");
        assertThat(view.scope()).isEqualTo(Scope.OWN);
        assertThat(tables("district", 2021).scope()).isEqualTo(Scope.CONSOLIDATED);
        assertThat(tables("jyj", 2021).scope()).isEqualTo(Scope.OWN);
    }

    @Test
    void a_unit_is_refused_outside_its_reporting_years_and_when_unknown() {
        assertRefused(ProblemCode.YEAR_NOT_REPORTED, () -> tables("jie", 2021));
        assertThat(tables("jie", 2022).units().included()).containsExactly("jie");
        assertRefused(ProblemCode.UNKNOWN_UNIT, () -> tables("nobody", 2021));
        assertThat(tables("district", 1999).units().excluded()).containsExactly("fuban", "jie", "jyj", "shuiwu");
    }

    @Test
    void what_was_known_at_a_position_stays_what_it_was() {
        read.record(
                act("jyj", "SQ-1", "1", "request-received", "2021-11-01", "applicant", "enterprise"),
                amended(
                        "jyj",
                        "SQ-1",
                        "2",
                        "1",
                        null,
                        Map.of(),
                        List.of(counted("1", "request-received", "2021-11-01", "applicant", "enterprise")),
                        List.of(counted("1", "request-received", "2021-11-01", "applicant", "legal-service"))));
        TablesService service = read.get(TablesService.class);

        TablesView then = service.find(new FindTables("district", 2021, null, Moment.knownAt(5), null));
        assertThat(then.cells()).containsEntry("3.new.enterprise", 1L).containsEntry("3.new.legal-service", 0L);
        assertThat(then.knownAt()).isEqualTo(new KnownAt(5, QueryFixture.FIRST.plusSeconds(4)));
        assertThat(cells("district", 2021))
                .containsEntry("3.new.enterprise", 0L)
                .containsEntry("3.new.legal-service", 1L);

        Instant between = QueryFixture.FIRST.plusMillis(4_500);
        assertThat(service.find(new FindTables("district", 2021, null, new Moment(null, null, between), null)))
                .isEqualTo(then);
        assertThat(service.find(new FindTables("jyj", 2021, null, Moment.knownAt(5), null))
                        .cells())
                .isEqualTo(then.cells());
    }

    @Test
    void position_zero_gives_zeros_also_for_a_unit_that_was_not_known_then() {
        for (String unit : List.of("district", "jyj")) {
            TablesView view =
                    read.get(TablesService.class).find(new FindTables(unit, 2021, null, Moment.knownAt(0), null));

            assertThat(view.cells()).hasSize(200).allSatisfy((cell, figure) -> assertThat(figure)
                    .isIn(0L, "0"));
            assertThat(view.knownAt()).isEqualTo(new KnownAt(0, null));
            assertThat(view.units().included()).isEmpty();
        }
    }

    @Test
    void flows_count_up_to_the_chosen_day_and_stocks_stand_at_it() {
        read.record(
                act("jyj", "gf-1", "1", "document-issued", "2021-03-01", "kind", "normative"),
                act("jyj", "gf-1", "2", "document-repealed", "2021-09-01", "kind", "normative", "cause", "repealed"));

        Map<String, Object> june = read.get(TablesService.class)
                .find(new FindTables("jyj", 2021, null, Moment.NOW, LocalDate.of(2021, 6, 30)))
                .cells();
        assertThat(june)
                .containsEntry("2.normative.issued", 1L)
                .containsEntry("2.normative.repealed", 0L)
                .containsEntry("2.normative.in-force", 1L);
        assertThat(cells("jyj", 2021))
                .containsEntry("2.normative.repealed", 1L)
                .containsEntry("2.normative.in-force", 0L);
    }

    @Test
    void charges_are_exact_to_the_fen() {
        read.record(
                act("jyj", "sf", "1", "charge-collected", "2021-03-01", "amountYuan", "0.01"),
                act("jyj", "sf", "2", "charge-collected", "2021-03-02", "amountYuan", "125000"));

        assertThat(cells("jyj", 2021)).containsEntry("2.charges", "12.500001");
        CellActs acts = acts("2.charges", asked("jyj", 2021), Page.of(null, null));
        assertThat(acts.value()).isEqualTo("125000.01");
        assertThat(acts.acts()).extracting(CellActs.Line::weight).containsExactly("0.01", "125000");
    }

    @Test
    void a_dispute_reopened_in_the_year_of_its_conclusion_is_pending_and_nothing_else() {
        String[] kind = {"kind", "reconsideration", "role", "original-organ"};
        read.record(
                act("jyj", "FY-1", "1", "dispute-filed", "2021-03-01", kind),
                act(
                        "jyj",
                        "FY-1",
                        "2",
                        "dispute-concluded",
                        "2021-04-01",
                        "kind",
                        "reconsideration",
                        "role",
                        "original-organ",
                        "outcome",
                        "upheld"),
                act(
                        "jyj",
                        "FY-1",
                        "3",
                        "dispute-reopened",
                        "2021-05-01",
                        "kind",
                        "reconsideration",
                        "role",
                        "original-organ",
                        "reverses",
                        "upheld"));

        assertThat(cells("jyj", 2021))
                .containsEntry("4.reconsideration.upheld", 0L)
                .containsEntry("4.reconsideration.pending", 1L)
                .containsEntry("4.reconsideration.total", 1L);
        assertThat(lines("4.reconsideration.pending", "jyj", 2021)).containsExactly("FY-1 1 1");
        assertThat(lines("4.reconsideration.upheld", "jyj", 2021)).containsExactly("FY-1 2 1", "FY-1 3 -1");
    }

    @Test
    void stock_cells_list_the_subjects_in_stock_by_their_opening_act() {
        read.record(
                act(
                        "jyj",
                        "opening-normative",
                        "1",
                        "documents-opening",
                        "2021-01-01",
                        "kind",
                        "normative",
                        "inForce",
                        "9"),
                act("jyj", "old", "1", "document-repealed", "2021-02-01", "kind", "normative", "cause", "expired"),
                act("jyj", "gf-1", "1", "document-issued", "2021-03-01", "kind", "normative"),
                act("jyj", "gf-2", "1", "document-issued", "2021-03-01", "kind", "normative"),
                act("jyj", "gf-2", "2", "document-repealed", "2021-04-01", "kind", "normative", "cause", "repealed"));

        assertThat(lines("2.normative.in-force", "jyj", 2021))
                .containsExactly("opening-normative 1 9", "old 1 -1", "gf-1 1 1");
        assertThat(cells("jyj", 2021)).containsEntry("2.normative.in-force", 9L);
    }

    @Test
    void an_amended_act_is_listed_once_as_it_now_reads() {
        read.record(
                act("jyj", "SQ-1", "1", "request-received", "2021-11-01", "applicant", "enterprise"),
                amended(
                        "jyj",
                        "SQ-1",
                        "2",
                        "1",
                        LocalDate.of(2021, 10, 1),
                        Map.of(),
                        List.of(counted("1", "request-received", "2021-11-01", "applicant", "enterprise")),
                        List.of(counted("1", "request-received", "2021-10-01", "applicant", "enterprise"))));

        CellActs.Line line = acts("3.new.enterprise", asked("jyj", 2021), Page.of(null, null))
                .acts()
                .get(0);
        assertThat(line.occurredOn()).isEqualTo(LocalDate.of(2021, 10, 1));
        assertThat(line.correctedBy()).isEqualTo("2");
        assertThat(line.position()).isEqualTo(5);
        assertThat(lines("3.new.total", "jyj", 2021)).containsExactly("SQ-1 1 1");
    }

    @Test
    void the_pages_of_a_cell_add_up_even_while_acts_are_recorded() {
        List<Object> acts = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            acts.add(act("jyj", "xk-" + i, "1", "decision-made", "2021-03-01", "kind", "licence"));
        }
        read.record(acts, 3);

        List<CellActs.Line> found = new ArrayList<>();
        CellActs page = acts("2.licence", asked("jyj", 2021), Page.of(3, null));
        found.addAll(page.acts());
        read.record(act("jyj", "late", "1", "decision-made", "2021-03-01", "kind", "licence"));
        while (page.next() != null) {
            assertThat(page.next()).matches("[A-Za-z0-9_-]+");
            page = acts("2.licence", asked("jyj", 2021), Page.of(3, page.next()));
            assertThat(page.value()).isEqualTo(7L);
            found.addAll(page.acts());
        }
        assertThat(found).hasSize(7).extracting(CellActs.Line::subject).doesNotContain("late");
        assertRefused(
                ProblemCode.INVALID_PARAMETER,
                () -> acts("2.licence", asked("jyj", 2021), Page.of(3, Page.cursor("x"))));
        assertRefused(ProblemCode.UNKNOWN_CELL, () -> acts("2.licences", asked("jyj", 2021), Page.of(3, null)));
    }

    @Test
    void a_successor_goes_on_with_what_its_predecessor_left() {
        read.record(
                unit("lao", null, UnitKind.DEPARTMENT, "district", 2021, 2022, "jyj"),
                act("lao", "SQ-1", "1", "request-received", "2022-11-01", "applicant", "enterprise"),
                act("lao", "SQ-2", "1", "request-received", "2022-11-01", "applicant", "enterprise"),
                act(
                        "lao",
                        "SQ-1",
                        "2",
                        "request-decided",
                        "2023-02-01",
                        "applicant",
                        "enterprise",
                        "outcome",
                        "granted"));

        assertThat(cells("lao", 2022)).containsEntry("3.carried-out.enterprise", 2L);
        assertThat(cells("jyj", 2022)).containsEntry("3.carried-out.enterprise", 0L);
        assertThat(cells("jyj", 2023))
                .containsEntry("3.carried-in.enterprise", 2L)
                .containsEntry("3.granted.enterprise", 1L)
                .containsEntry("3.carried-out.enterprise", 1L);
        assertThat(tables("jyj", 2023).checks()).allMatch(line -> line.status() == CheckStatus.HOLDS);
        assertThat(cells("district", 2023)).containsEntry("3.carried-in.enterprise", 2L);
        assertThat(lines("3.carried-in.enterprise", "jyj", 2023)).containsExactly("SQ-1 1 1", "SQ-2 1 1");
        assertRefused(ProblemCode.YEAR_NOT_REPORTED, () -> tables("lao", 2023));
    }

    @Test
    void a_change_of_units_from_a_later_year_leaves_earlier_years_alone() {
        read.record(
                unit("qu", UnitKind.GOVERNMENT, "district", null),
                act("jyj", "z", "1", "decision-made", "2021-05-01", "kind", "penalty"),
                unit("jyj", 2023, UnitKind.DEPARTMENT, "qu", 2021, null, null));

        assertThat(tables("qu", 2022).units().included()).isEmpty();
        assertThat(tables("qu", 2023).units().included()).containsExactly("jyj");
        assertThat(tables("district", 2023).units().included()).contains("jyj");
    }

    @Test
    void a_unit_that_moved_shows_as_a_stock_that_was_not_carried_out() {
        read.record(
                unit("qu", UnitKind.GOVERNMENT, "district", null),
                unit("jia", UnitKind.DEPARTMENT, "qu", 2021),
                act("jyj", "SQ-1", "1", "request-received", "2021-05-01", "applicant", "enterprise"),
                unit("jyj", 2022, UnitKind.DEPARTMENT, "qu", 2021, null, null));

        assertThat(tables("qu", 2022).checks().stream()
                        .filter(line -> line.status() == CheckStatus.FAILS)
                        .map(line -> line.rule() + " " + line.where()))
                .containsExactly("R6 enterprise", "R6 total");
        assertThat(tables("jyj", 2022).checks()).allMatch(line -> line.status() == CheckStatus.HOLDS);
    }

    @Test
    void the_rules_over_two_years_are_unknown_in_the_first_reporting_year() {
        assertThat(tables("jyj", 2021).checks().stream()
                        .filter(line -> line.status() == CheckStatus.UNKNOWN)
                        .map(line -> line.rule())
                        .distinct())
                .containsExactly("R5", "R6", "R11");
        assertThat(tables("district", 2021).checks()).anyMatch(line -> line.status() == CheckStatus.UNKNOWN);
        assertThat(tables("district", 2022).checks()).noneMatch(line -> line.status() == CheckStatus.UNKNOWN);
    }

    @Test
    void the_summary_speaks_of_items_complaints_trainings_and_fees() {
        read.record(
                act(
                        "jyj",
                        "x",
                        "1",
                        "items-tallied",
                        "2021-03-01",
                        "channel",
                        "wechat",
                        "category",
                        "dynamics",
                        "count",
                        "5"),
                act(
                        "jyj",
                        "y",
                        "1",
                        "item-published",
                        "2021-03-01",
                        "channel",
                        "weibo",
                        "category",
                        "other",
                        "reviewed",
                        "true"),
                act("jyj", "y", "2", "item-withdrawn", "2021-03-02"),
                act("jyj", "t", "1", "complaint-handled", "2021-03-02", "channel", "hotline"),
                act("jyj", "t", "2", "training-held", "2021-03-02", "participants", "30"),
                act("jyj", "SQ-1", "1", "request-received", "2021-03-02", "applicant", "enterprise"),
                act("jyj", "SQ-1", "2", "fee-charged", "2021-03-02"),
                act("jyj", "SQ-1", "3", "fee-paid", "2021-03-03", "amountYuan", "380.00"),
                act(
                        "jyj",
                        "SQ-1",
                        "4",
                        "request-decided",
                        "2021-03-04",
                        "applicant",
                        "enterprise",
                        "outcome",
                        "closed-other",
                        "cause",
                        "withdrawn"));

        SummaryView summary = read.get(SummaryService.class).find(asked("district", 2021));

        assertThat(summary.items().socialMedia()).isEqualTo(6);
        assertThat(summary.items().wechat()).isEqualTo(new SummaryView.Channel(0, 5, 0, 5));
        assertThat(summary.items().total()).isEqualTo(6);
        assertThat(summary.items().reviewed()).isEqualTo(1);
        assertThat(summary.items().withdrawn()).isEqualTo(1);
        assertThat(summary.complaints().total()).isEqualTo(1);
        assertThat(summary.complaints().byChannel())
                .containsEntry("hotline", 1L)
                .hasSize(6);
        assertThat(summary.trainings()).isEqualTo(new SummaryView.Trainings(1, 30));
        assertThat(summary.fees())
                .isEqualTo(new SummaryView.Fees(1, "380", List.of(new SummaryView.UnitFees("jyj", 1, "380"))));
        assertThat(summary.requests().received()).isEqualTo(1);
        assertThat(summary.requests().closed()).isEqualTo(1);
        assertThat(summary.requests().withdrawn()).isEqualTo(1);
    }
}
