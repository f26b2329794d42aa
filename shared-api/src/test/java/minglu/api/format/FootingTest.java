package minglu.api.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.MemberStock;
import minglu.api.tables.MemberStock.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: each rule is seen red. Method: figures that satisfy every rule – three applications carried in, of which one was granted –
 * with one figure planted wrong at a time.
 */
class FootingTest {

    private static final StatutoryFormat FORMAT = Formats.current();

    private final Map<String, Long> figures = zeros();
    private final Map<String, Long> before = zeros();
    private final Map<String, Long> sumOfUnits = zeros();

    FootingTest() {
        for (String column : List.of("enterprise", "total")) {
            set("3.carried-in." + column, 3);
            set("3.granted." + column, 1);
            set("3.total." + column, 1);
            set("3.carried-out." + column, 2);
            before.put("3.carried-out." + column, 3L);
        }
        set("2.normative.in-force", 5);
        set("2.normative.issued", 2);
        set("2.normative.repealed", 1);
        before.put("2.normative.in-force", 4L);
    }

    private static Map<String, Long> zeros() {
        Map<String, Long> zeros = new HashMap<>();
        FORMAT.cells().forEach(cell -> zeros.put(cell.id(), 0L));
        return zeros;
    }

    private void set(String cell, long figure) {
        figures.put(cell, figure);
        sumOfUnits.put(cell, figure);
    }

    private List<CheckLine> check() {
        return Footing.check(FORMAT, figures, before, sumOfUnits);
    }

    private List<String> lines(CheckStatus status) {
        return check().stream()
                .filter(line -> line.status() == status)
                .map(line -> line.rule() + " " + line.where())
                .toList();
    }

    @Test
    void balanced_figures_satisfy_every_rule_in_the_order_of_the_contract() {
        List<CheckLine> lines = check();

        assertThat(lines).allMatch(line -> line.status() == CheckStatus.HOLDS);
        assertThat(lines).extracting(CheckLine::rule).hasSize(25 + 7 + 7 + 3 + 2 + 7 + 1 + 1 + 2);
        assertThat(lines.stream().map(CheckLine::rule).distinct())
                .containsExactly("R1", "R2", "R3", "R4", "R5", "R6", "R8", "R10", "R11");
        assertThat(lines.get(25).where()).isEqualTo("natural-person");
    }

    @ParameterizedTest
    @CsvSource({
        "3.granted.natural-person, 1, R1 granted; R3 natural-person",
        "3.new.total, 1, R1 new; R2 total",
        "3.carried-out.legal-service, 1, R1 carried-out; R2 legal-service",
        "3.total.enterprise, 2, R1 total; R2 enterprise; R3 enterprise",
        "4.litigation-direct.total, 1, R4 litigation-direct",
        "4.reconsideration.pending, 1, R4 reconsideration",
        "2.normative.in-force, 6, R5 normative",
        "2.regulation.repealed, 1, R5 regulation; R11 regulation",
        "3.carried-in.enterprise, 4, R1 carried-in; R2 enterprise; R6 enterprise",
        "2.coercion, -1, R8 all; R8 2.coercion",
    })
    void a_planted_figure_fails_exactly_the_rules_it_breaks(String cell, long figure, String failing) {
        set(cell, figure);

        assertThat(lines(CheckStatus.FAILS)).containsExactly(failing.split("; "));
    }

    @Test
    void a_sum_that_is_not_the_units_sum_is_found_cell_by_cell() {
        sumOfUnits.put("2.charges", 120_000L);
        sumOfUnits.put("2.licence", 3L);

        List<CheckLine> failing = check().stream()
                .filter(line -> line.status() == CheckStatus.FAILS)
                .toList();
        assertThat(failing).extracting(CheckLine::where).containsExactly("all", "2.licence", "2.charges");
        assertThat(failing.get(0).left()).isEqualTo(new BigDecimal(2));
        assertThat(failing.get(0).right()).isEqualTo(BigDecimal.ZERO);
        assertThat(failing.get(2).left()).isEqualTo(BigDecimal.ZERO);
        assertThat(failing.get(2).right()).isEqualTo(new BigDecimal("0.12"));
    }

    @Test
    void a_failing_line_shows_both_sides_and_the_cells() {
        set("3.new.total", 1);

        CheckLine line = check().stream()
                .filter(candidate -> candidate.rule().equals("R2"))
                .filter(candidate -> candidate.where().equals("total"))
                .findFirst()
                .orElseThrow();
        assertThat(line)
                .isEqualTo(new CheckLine(
                        "R2",
                        "total",
                        Severity.ERROR,
                        CheckStatus.FAILS,
                        new BigDecimal(4),
                        new BigDecimal(3),
                        List.of("3.new.total", "3.carried-in.total", "3.total.total", "3.carried-out.total")));
    }

    @Test
    void a_missing_figure_makes_its_rules_unknown_and_never_zero() {
        figures.remove("4.litigation-direct.upheld");

        assertThat(lines(CheckStatus.UNKNOWN)).containsExactly("R4 litigation-direct", "R8 all", "R10 all");
        assertThat(check().stream().filter(line -> line.status() == CheckStatus.UNKNOWN))
                .allMatch(line -> line.left() == null || line.right() == null);
    }

    @Test
    void what_joined_and_left_explains_the_difference_between_two_years_in_every_column() {
        set("3.carried-in.enterprise", 7);
        set("2.normative.in-force", 9);
        Map<String, Long> joined = zeros();
        joined.put("3.carried-in.enterprise", 6L);
        joined.put("2.normative.in-force", 8L);
        joined.put("2.normative.issued", 3L);
        joined.put("2.normative.repealed", 1L);
        Map<String, Long> left = zeros();
        left.put("3.carried-out.enterprise", 2L);
        left.put("2.normative.in-force", 2L);
        Map<String, Long> without = zeros();

        List<CheckLine> lines = Footing.check(
                FORMAT,
                figures,
                before,
                sumOfUnits,
                new Footing.Members(
                        new TreeMap<>(Map.of("new", joined, "empty", without)), new TreeMap<>(Map.of("old", left))));

        List<CheckLine> explained =
                lines.stream().filter(line -> !line.explained().isEmpty()).toList();
        assertThat(explained)
                .extracting(line -> line.rule() + " " + line.where())
                .containsExactly("R5 normative", "R6 enterprise");
        assertThat(explained.get(0).explained())
                .containsExactly(
                        new MemberStock("new", Change.JOINED, BigDecimal.valueOf(6)),
                        new MemberStock("old", Change.LEFT, BigDecimal.valueOf(2)));
        for (CheckLine line : explained) {
            assertThat(line.status()).isEqualTo(CheckStatus.FAILS);
            BigDecimal sum = line.explained().stream()
                    .map(one -> one.change() == Change.JOINED
                            ? one.amount()
                            : one.amount().negate())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(line.left().subtract(line.right())).isEqualByComparingTo(sum);
        }
        // Nothing is explained where a side is unknown.
        before.clear();
        assertThat(check()).allMatch(line -> line.explained().isEmpty());
    }

    @Test
    void without_the_year_before_its_rules_are_unknown() {
        before.clear();

        assertThat(lines(CheckStatus.UNKNOWN)).hasSize(2 + 7 + 2).allMatch(line -> line.matches("R(5|6|11) .*"));
    }
}
