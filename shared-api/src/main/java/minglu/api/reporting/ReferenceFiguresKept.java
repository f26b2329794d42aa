package minglu.api.reporting;

import java.util.Map;
import minglu.api.tables.CellFigures;
import org.axonframework.serialization.Revision;

/**
 * The figures of a report that was published elsewhere were kept, whatever they contradict; they replace the earlier ones.
 *
 * @param unit the unit or node
 * @param year the year
 * @param by opaque id of the user
 * @param format name of the statutory format that the cells are of: the same name of a cell may mean something else in another one.
 *     Revision 1 did not say it; when it was written there was only one
 * @param cells any of the cells; a missing one is unknown, never zero
 */
@Revision("2")
public record ReferenceFiguresKept(String unit, int year, String by, String format, Map<String, Object> cells)
        implements ReportEvent {

    /** Reads counts as {@link Long}, whatever a JSON reader made of them. */
    public ReferenceFiguresKept {
        cells = CellFigures.exact(cells);
    }
}
