package minglu.api.tables;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The statutory tables of a unit's year (contract section 4).
 *
 * @param format name of the format
 * @param rules version of its rules
 * @param unit the unit or node
 * @param scope which units are covered
 * @param year the year
 * @param knownAt what was known
 * @param occurredUntil last day that counts
 * @param cells the cells in the order of the form: integers, and a decimal string of 万元 for {@code 2.charges}
 * @param checks all checks in the order of the format
 * @param units the units covered
 * @param complete whether every event up to the position is posted
 * @param incompleteBecause why not, in sentences
 */
public record TablesView(
        String format,
        String rules,
        String unit,
        Scope scope,
        int year,
        KnownAt knownAt,
        LocalDate occurredUntil,
        Map<String, Object> cells,
        List<CheckLine> checks,
        UnitsOfTable units,
        boolean complete,
        List<String> incompleteBecause) {

    /** Reads counts as {@link Long}, whatever a JSON reader made of them. */
    public TablesView {
        cells = CellFigures.exact(cells);
    }
}
