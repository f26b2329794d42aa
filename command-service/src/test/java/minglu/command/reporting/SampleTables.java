package minglu.command.reporting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minglu.api.format.Severity;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Scope;
import minglu.api.tables.TablesView;
import minglu.api.tables.UnitsOfTable;

/** Tables as the read side would give them, mended for one test. */
final class SampleTables {

    private final Map<String, Object> cells = new LinkedHashMap<>(Map.of("2.licence", 7L, "2.charges", "12.5"));
    private final List<CheckLine> checks = new ArrayList<>(List.of(
            check("R2", "total", Severity.ERROR, CheckStatus.HOLDS),
            check("R5", "normative", Severity.WARNING, CheckStatus.UNKNOWN)));
    private List<String> included = List.of("jyj");
    private List<String> silent = List.of();
    private List<String> incompleteBecause = List.of();

    static CheckLine check(String rule, String where, Severity severity, CheckStatus status) {
        return new CheckLine(
                rule, where, severity, status, BigDecimal.valueOf(3), BigDecimal.valueOf(4), List.of("3.new.total"));
    }

    SampleTables cell(String cell, Object figure) {
        cells.put(cell, figure);
        return this;
    }

    SampleTables with(CheckLine check) {
        checks.add(check);
        return this;
    }

    SampleTables units(String... units) {
        included = List.of(units);
        return this;
    }

    SampleTables silent(String... units) {
        silent = List.of(units);
        return this;
    }

    SampleTables incomplete(String because) {
        incompleteBecause = List.of(because);
        return this;
    }

    TablesView of(String unit, int year, long position) {
        return new TablesView(
                "2021-30",
                "1",
                unit,
                Scope.OWN,
                year,
                new KnownAt(position, Instant.parse("2022-01-05T00:00:00Z")),
                LocalDate.of(year, 12, 31),
                cells,
                List.copyOf(checks),
                new UnitsOfTable(included, silent, List.of()),
                incompleteBecause.isEmpty(),
                incompleteBecause);
    }
}
