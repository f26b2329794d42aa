package minglu.api.reporting;

import java.util.List;
import java.util.Map;
import minglu.api.tables.CellFigures;
import minglu.api.tables.CheckLine;
import minglu.api.tables.Scope;
import minglu.api.tables.TablesView;
import minglu.api.tables.UnitsOfTable;

/**
 * Figures as they were when somebody stood in for them. They carry the position they stand on: an act decided before the step and
 * recorded after that position stays valid and shows as changed since.
 *
 * @param position last event that was taken into account
 * @param format name of the format
 * @param rules version of its rules
 * @param scope which units are covered
 * @param cells all cells: integers, and a decimal string of 万元 for {@code 2.charges}
 * @param checks all checks
 * @param units the units covered
 */
public record KeptFigures(
        long position,
        String format,
        String rules,
        Scope scope,
        Map<String, Object> cells,
        List<CheckLine> checks,
        UnitsOfTable units) {

    /** Reads counts as {@link Long}, whatever a JSON reader made of them. */
    public KeptFigures {
        cells = CellFigures.exact(cells);
        checks = List.copyOf(checks);
    }

    /** The figures of tables that were read. */
    public static KeptFigures of(TablesView tables) {
        return new KeptFigures(
                tables.knownAt().position(),
                tables.format(),
                tables.rules(),
                tables.scope(),
                tables.cells(),
                tables.checks(),
                tables.units());
    }
}
