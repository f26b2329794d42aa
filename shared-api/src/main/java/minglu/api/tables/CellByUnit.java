package minglu.api.tables;

import java.time.LocalDate;
import java.util.List;

/**
 * How the units of a table share one of its cells. For every cell that is counted the shares sum to the value.
 *
 * @param cell id of the cell
 * @param unit the unit or node of the table
 * @param scope which units are covered
 * @param year the year
 * @param knownAt what was known
 * @param occurredUntil last day that counts
 * @param value the figure of the table: an integer; for money a decimal string
 * @param units the included units, those with a figure of 0 too, by code
 */
public record CellByUnit(
        String cell,
        String unit,
        Scope scope,
        int year,
        KnownAt knownAt,
        LocalDate occurredUntil,
        Object value,
        List<Share> units) {

    /**
     * The figure of one unit, those it goes on for added.
     *
     * @param unit the unit
     * @param value an integer; for money a decimal string
     */
    public record Share(String unit, Object value) {}
}
