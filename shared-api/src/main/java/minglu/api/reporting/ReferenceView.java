package minglu.api.reporting;

import java.util.List;
import java.util.Map;
import minglu.api.tables.CellFigures;
import minglu.api.tables.CheckLine;

/**
 * The figures of a report published elsewhere, held against the rules and against Minglu's own.
 *
 * @param cells as they were published
 * @param checks all checks of those figures; what was not published is unknown
 * @param differences cells that differ from what the acts give, in the order of the form
 */
public record ReferenceView(Map<String, Object> cells, List<CheckLine> checks, List<Difference> differences) {

    /** Reads counts as {@link Long}, whatever a JSON reader made of them. */
    public ReferenceView {
        cells = CellFigures.exact(cells);
    }

    /**
     * A cell that differs.
     *
     * @param cell the cell
     * @param published as published
     * @param computed as the acts give it; null in a year that is not reported
     */
    public record Difference(String cell, Object published, Object computed) {

        /** Reads counts as {@link Long}, whatever a JSON reader made of them. */
        public Difference {
            published = published instanceof Integer number ? (Object) number.longValue() : published;
            computed = computed instanceof Integer number ? (Object) number.longValue() : computed;
        }
    }
}
