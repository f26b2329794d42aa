package minglu.query.tables;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.amended;
import static minglu.query.support.Acts.counted;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.tables.FindMoves;
import minglu.api.tables.FoundMoves;
import minglu.api.tables.Moment;
import minglu.api.tables.Scope;
import minglu.api.unit.UnitKind;
import minglu.query.support.QueryFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MovesTest {

    private final QueryFixture read = new QueryFixture();

    @BeforeEach
    void units() {
        read.clear();
        read.record(
                unit("jyj", UnitKind.DEPARTMENT, "district", 2021),
                unit("shuiwu", UnitKind.DEPARTMENT, "district", 2021),
                unit("lao", UnitKind.DEPARTMENT, "district", 2020));
    }

    @AfterAll
    void close() {
        read.close();
    }

    private List<FoundMoves.Event> moves(String unit, int year, long after) {
        return read.get(MovesService.class)
                .find(new FindMoves(unit, year, null, after, Moment.NOW))
                .events();
    }

    @Test
    void an_act_moves_its_cells_and_their_totals_and_no_others() {
        read.record(
                act("jyj", "SQ-1", "1", "request-received", "2021-11-01", "applicant", "enterprise"),
                act("jyj", "d", "1", "charge-collected", "2021-05-01", "amountYuan", "125.50"),
                act("jyj", "SQ-1", "2", "deadline-extended", "2021-11-02"));

        assertThat(moves("district", 2021, 3))
                .containsExactly(
                        new FoundMoves.Event(
                                "jyj",
                                "SQ-1",
                                "1",
                                4,
                                Map.of(
                                        "3.new.enterprise", 1L,
                                        "3.new.total", 1L,
                                        "3.carried-out.enterprise", 1L,
                                        "3.carried-out.total", 1L)),
                        new FoundMoves.Event("jyj", "d", "1", 5, Map.of("2.charges", "0.01255")));
        assertThat(moves("district", 2022, 3))
                .extracting(FoundMoves.Event::cells)
                .containsExactly(Map.of(
                        "3.carried-in.enterprise", 1L,
                        "3.carried-in.total", 1L,
                        "3.carried-out.enterprise", 1L,
                        "3.carried-out.total", 1L));
        assertThat(moves("district", 2020, 3)).isEmpty();
        assertThat(moves("shuiwu", 2021, 3)).isEmpty();
    }

    @Test
    void a_correction_stands_under_its_own_id_with_its_net() {
        read.record(
                act("jyj", "SQ-1", "1", "request-received", "2021-11-01", "applicant", "enterprise"),
                amended(
                        "jyj",
                        "SQ-1",
                        "g-1",
                        "1",
                        null,
                        Map.of("applicant", "legal-service"),
                        List.of(counted("1", "request-received", "2021-11-01", "applicant", "enterprise")),
                        List.of(counted("1", "request-received", "2021-11-01", "applicant", "legal-service"))));

        assertThat(moves("jyj", 2021, 4))
                .containsExactly(new FoundMoves.Event(
                        "jyj",
                        "SQ-1",
                        "g-1",
                        5,
                        Map.of(
                                "3.new.enterprise", -1L,
                                "3.new.legal-service", 1L,
                                "3.carried-out.enterprise", -1L,
                                "3.carried-out.legal-service", 1L)));
    }

    @Test
    void a_change_of_units_moves_what_the_unit_had_by_then_and_names_no_act() {
        read.record(
                act("shuiwu", "d", "1", "decisions-tallied", "2021-05-01", "kind", "licence", "count", "7"),
                unit("shuiwu", UnitKind.VERTICAL, "district", 2021),
                act("shuiwu", "d", "2", "decisions-tallied", "2021-06-01", "kind", "licence", "count", "5"),
                unit("shuiwu", UnitKind.DEPARTMENT, "district", 2021));

        assertThat(moves("district", 2021, 0))
                .containsExactly(
                        new FoundMoves.Event("shuiwu", "d", "1", 4, Map.of("2.licence", 7L)),
                        new FoundMoves.Event("shuiwu", null, null, 5, Map.of("2.licence", -7L)),
                        new FoundMoves.Event("shuiwu", null, null, 7, Map.of("2.licence", 12L)));
        assertThat(moves("shuiwu", 2021, 4))
                .extracting(FoundMoves.Event::position)
                .containsExactly(6L);
    }

    @Test
    void a_successor_takes_over_the_stock_of_the_years_after() {
        read.record(
                act("lao", "SQ-1", "1", "request-received", "2021-11-01", "applicant", "enterprise"),
                unit("lao", null, UnitKind.DEPARTMENT, "district", 2020, 2021, "jyj"));

        assertThat(moves("jyj", 2021, 0)).isEmpty();
        assertThat(moves("jyj", 2022, 0))
                .containsExactly(new FoundMoves.Event(
                        "lao",
                        null,
                        null,
                        5,
                        Map.of(
                                "3.carried-in.enterprise", 1L,
                                "3.carried-in.total", 1L,
                                "3.carried-out.enterprise", 1L,
                                "3.carried-out.total", 1L)));
    }

    @Test
    void the_moment_ends_the_moves_and_the_scope_says_whose_they_are() {
        read.record(
                act("jyj", "d-1", "1", "decision-made", "2021-05-01", "kind", "licence"),
                act("jyj", "d-2", "1", "decision-made", "2021-05-01", "kind", "licence"));
        MovesService service = read.get(MovesService.class);

        FoundMoves found = service.find(new FindMoves("district", 2021, null, 3, Moment.knownAt(4)));
        assertThat(found.knownAt().position()).isEqualTo(4);
        assertThat(found.events()).extracting(FoundMoves.Event::subject).containsExactly("d-1");
        assertThat(service.find(new FindMoves("district", 2021, null, 5, Moment.knownAt(4)))
                        .events())
                .isEmpty();
        assertThat(service.find(new FindMoves("district", 2021, Scope.OWN, 3, Moment.NOW))
                        .events())
                .isEmpty();
        assertThatThrownBy(() -> service.find(new FindMoves("nobody", 2021, null, 3, Moment.NOW)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ProblemCode.UNKNOWN_UNIT));
    }
}
