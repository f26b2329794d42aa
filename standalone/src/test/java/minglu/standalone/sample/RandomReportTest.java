package minglu.standalone.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import minglu.api.request.Outcome;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever numbers are printed, agreeing with each other or not: a cell comes out as printed or is named as a contradiction with
 * the number that comes out instead.
 */
class RandomReportTest {

    private static final List<String> CELLS = cells();

    @Property(tries = 300)
    void each_printed_cell_comes_out_or_is_named(@ForAll("reports") PublishedReport report) {
        ReportActs acts = new ReportActs(report, ReportActs.Options.of(7, LocalDate.of(2026, 1, 1)));
        ActCounter counted = ActCounter.count(report.year(), acts.acts().map(SampleAct::json), List.of());
        Map<String, BigDecimal> named =
                acts.contradictions().stream().collect(Collectors.toMap(Contradiction::cell, Contradiction::reached));

        report.cells().forEach((cell, printed) -> assertThat(counted.cell(cell))
                .as(cell)
                .isEqualByComparingTo(named.getOrDefault(cell, printed)));
        named.forEach((cell, reached) -> assertThat(reached)
                .as(cell)
                .isNotEqualByComparingTo(report.cells().get(cell)));
    }

    @Provide
    Arbitrary<PublishedReport> reports() {
        Arbitrary<BigDecimal> number = Arbitraries.longs().between(0, 20).map(BigDecimal::valueOf);
        return Arbitraries.maps(Arbitraries.of(CELLS), number)
                .ofMinSize(0)
                .ofMaxSize(CELLS.size())
                .map(cells -> {
                    SortedMap<String, BigDecimal> sorted = new TreeMap<>(cells);
                    sorted.put("2.charges", BigDecimal.valueOf(cells.size() * 12_345_678_901L, 7));
                    return new PublishedReport("x", 2025, sorted, new TreeMap<>(), new SummaryFigures(0, 0, 0, 0, 0));
                });
    }

    private static List<String> cells() {
        SortedMap<String, Boolean> cells = new TreeMap<>();
        for (String column : List.of("issued", "repealed", "in-force")) {
            cells.put("2.normative." + column, true);
        }
        cells.put("2.licence", true);
        for (String column : List.of("natural-person", "legal-service", "total")) {
            for (Outcome outcome : Outcome.values()) {
                cells.put("3." + outcome.code() + "." + column, true);
            }
            for (String row : List.of("new", "carried-in", "total", "carried-out")) {
                cells.put("3." + row + "." + column, true);
            }
        }
        for (String column : List.of("upheld", "corrected", "other", "pending", "total")) {
            cells.put("4.litigation-direct." + column, true);
        }
        return List.copyOf(cells.keySet());
    }
}
