package minglu.query.tables;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.counted;
import static minglu.query.support.Acts.retracted;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.KeptFigures;
import minglu.api.reporting.ReportPublished;
import minglu.api.reporting.ReportSigned;
import minglu.api.reporting.SignOff;
import minglu.api.tables.FindTables;
import minglu.api.tables.Moment;
import minglu.api.tables.Scope;
import minglu.api.tables.TablesDifference;
import minglu.api.tables.TablesDifference.Change;
import minglu.api.tables.TablesDifference.Move;
import minglu.api.tables.UnitsOfTable;
import minglu.api.unit.UnitKind;
import minglu.platform.web.Page;
import minglu.query.support.QueryFixture;
import minglu.query.tables.DifferenceService.Side;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferenceTest {

    private static final SignOff SIGN_OFF = new SignOff("s", "u", "consolidator", null);

    private final QueryFixture read = new QueryFixture();

    @BeforeEach
    void units() {
        read.clear();
        read.record(
                unit("jyj", UnitKind.DEPARTMENT, "district", 2020), unit("mzj", UnitKind.DEPARTMENT, "district", 2020));
    }

    @AfterAll
    void close() {
        read.close();
    }

    private TablesDifference difference(Side from, Side to, boolean two, int limit, String after) {
        return read.get(DifferenceService.class).find(from, to, two, Page.of(limit, after));
    }

    private TablesDifference difference(Side from, Side to) {
        return difference(from, to, false, 1000, null);
    }

    private static Side at(String unit, int year, long position) {
        return new Side(unit, year, Moment.knownAt(position), null);
    }

    private static Side version(String unit, int year, int version) {
        return new Side(unit, year, null, version);
    }

    private void tallies() {
        read.record(
                act("jyj", "d", "1", "decisions-tallied", "2021-05-01", "kind", "licence", "count", "7"),
                act("jyj", "d", "2", "charge-collected", "2021-06-01", "amountYuan", "10"),
                act("mzj", "d", "1", "decisions-tallied", "2021-05-01", "kind", "licence", "count", "2"),
                retracted(
                        "jyj",
                        "d",
                        "3",
                        "1",
                        List.of(counted("1", "decisions-tallied", "2021-05-01", "kind", "licence", "count", "7")),
                        List.of()));
    }

    @Test
    void the_moves_explain_what_was_learned_between_two_positions() {
        tallies();

        TablesDifference difference = difference(at("district", 2021, 3), at("district", 2021, 6));

        assertThat(difference.cells())
                .isEqualTo(Map.of("2.licence", new Change(7L, 2L), "2.charges", new Change("0", "0.001")));
        assertThat(difference.moves())
                .containsExactly(
                        new Move("2.charges", "0.001", "jyj", "d", "2", 4),
                        new Move("2.licence", 2L, "mzj", "d", "1", 5),
                        new Move("2.licence", -7L, "jyj", "d", "3", 6));
        assertThat(difference.next()).isNull();
    }

    @Test
    void back_in_time_the_same_events_count_the_other_way() {
        tallies();

        TablesDifference difference = difference(at("district", 2021, 6), at("district", 2021, 4));

        assertThat(difference.cells()).isEqualTo(Map.of("2.licence", new Change(2L, 7L)));
        assertThat(difference.moves())
                .containsExactly(
                        new Move("2.licence", -2L, "mzj", "d", "1", 5), new Move("2.licence", 7L, "jyj", "d", "3", 6));
    }

    @Test
    void what_rose_and_fell_again_moves_but_does_not_differ() {
        tallies();

        TablesDifference difference = difference(at("jyj", 2021, 2), at("jyj", 2021, 6));

        assertThat(difference.cells()).containsOnlyKeys("2.charges");
        assertThat(difference.moves()).extracting(Move::cell).containsExactly("2.licence", "2.charges", "2.licence");
    }

    @Test
    void an_instant_means_the_last_event_recorded_by_then() {
        tallies();
        Side third = new Side("district", 2021, new Moment(null, null, QueryFixture.FIRST.plusSeconds(2)), null);
        Side last = new Side("district", 2021, new Moment(null, null, QueryFixture.FIRST.plusSeconds(9)), null);

        assertThat(difference(third, last)).isEqualTo(difference(at("district", 2021, 3), at("district", 2021, 6)));
    }

    @Test
    void two_units_differ_by_the_acts_of_both() {
        tallies();

        TablesDifference difference = difference(at("jyj", 2021, 3), at("mzj", 2021, 6), true, 1000, null);

        assertThat(difference.cells()).isEqualTo(Map.of("2.licence", new Change(7L, 2L)));
        assertThat(difference.moves())
                .containsExactly(
                        new Move("2.licence", -7L, "jyj", "d", "1", 3), new Move("2.licence", 2L, "mzj", "d", "1", 5));
    }

    @Test
    void two_years_differ_by_the_acts_of_both_but_not_by_what_stands_in_both() {
        read.record(
                act("jyj", "w-1", "1", "document-issued", "2020-05-01", "kind", "normative"),
                act("jyj", "w-2", "1", "document-issued", "2021-05-01", "kind", "normative"));

        TablesDifference difference = difference(at("jyj", 2020, 4), at("jyj", 2021, 4), true, 1000, null);

        assertThat(difference.cells()).isEqualTo(Map.of("2.normative.in-force", new Change(1L, 2L)));
        assertThat(difference.moves())
                .containsExactly(
                        new Move("2.normative.issued", -1L, "jyj", "w-1", "1", 3),
                        new Move("2.normative.issued", 1L, "jyj", "w-2", "1", 4),
                        new Move("2.normative.in-force", 1L, "jyj", "w-2", "1", 4));
    }

    private void publish(int version, Map<String, Object> cells) {
        read.record(signed(version, cells), new ReportPublished("district", 2021, version, SIGN_OFF, null));
    }

    private static ReportSigned signed(int version, Map<String, Object> cells) {
        KeptFigures figures = new KeptFigures(
                5,
                "2021-30",
                "1",
                Scope.CONSOLIDATED,
                cells,
                List.of(),
                new UnitsOfTable(List.of(), List.of(), List.of()));
        return new ReportSigned("district", 2021, version, SIGN_OFF, figures, "{}");
    }

    @Test
    void the_cells_of_a_version_are_those_that_were_signed() {
        tallies();
        Map<String, Object> signed = new HashMap<>(read.get(TablesService.class)
                .find(new FindTables("district", 2021, null, Moment.knownAt(5), null))
                .cells());
        signed.put("2.licence", 9);
        signed.put("2.charges", "0.0010");
        publish(1, signed);

        TablesDifference difference = difference(version("district", 2021, 1), at("district", 2021, 6));
        assertThat(difference.cells()).isEqualTo(Map.of("2.licence", new Change(9L, 2L)));
        assertThat(difference.moves()).containsExactly(new Move("2.licence", -7L, "jyj", "d", "3", 6));

        signed.put("2.licence", 5);
        signed.remove("2.charges");
        publish(2, signed);
        assertThat(difference(at("district", 2021, 6), version("district", 2021, 2))
                        .cells())
                .isEqualTo(Map.of("2.licence", new Change(2L, 5L), "2.charges", new Change("0.001", null)));
    }

    @Test
    void a_version_that_is_not_published_is_not_found() {
        tallies();
        publish(1, Map.of());
        read.record(signed(2, Map.of()));

        for (Side missing : List.of(
                version("district", 2021, 2),
                version("district", 2021, 3),
                version("district", 2020, 1),
                version("jyj", 2021, 1))) {
            assertThatThrownBy(() -> difference(missing, at("district", 2021, 6)))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.refusal().code()).isEqualTo(ProblemCode.NOT_FOUND));
        }
    }

    @Test
    void pages_go_on_within_an_event_and_keep_to_the_knowledge_of_the_first() {
        read.record(act("jyj", "SQ-1", "1", "request-received", "2021-11-01", "applicant", "enterprise"));
        Side later = new Side("jyj", 2021, Moment.NOW, null);
        TablesDifference whole = difference(at("jyj", 2021, 2), later);
        assertThat(whole.moves()).hasSize(4);

        List<Move> paged = new ArrayList<>();
        TablesDifference page = difference(at("jyj", 2021, 2), later, false, 1, null);
        while (page.next() != null) {
            paged.addAll(page.moves());
            read.record(act("jyj", "z-" + paged.size(), "1", "decision-made", "2021-11-01", "kind", "licence"));
            page = difference(at("jyj", 2021, 2), later, false, 1, page.next());
            assertThat(page.cells()).isEqualTo(whole.cells());
        }
        paged.addAll(page.moves());
        assertThat(paged).isEqualTo(whole.moves());
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        for (String key : List.of("5.3", "1.2.3.x", "1.2.3")) {
            assertThatThrownBy(() -> difference(at("jyj", 2021, 0), at("jyj", 2021, 2), false, 10, Page.cursor(key)))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.refusal().code()).isEqualTo(ProblemCode.INVALID_PARAMETER));
        }
    }
}
