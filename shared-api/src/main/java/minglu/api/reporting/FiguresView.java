package minglu.api.reporting;

import java.util.List;
import java.util.Map;
import minglu.api.tables.CellFigures;
import minglu.api.tables.CheckLine;

/**
 * The figures that were kept with the latest step that stands on figures.
 *
 * @param position last event that was taken into account
 * @param cells all cells
 * @param checks all checks, as they were
 */
public record FiguresView(long position, Map<String, Object> cells, List<CheckLine> checks) {

    /** Reads counts as {@link Long}, whatever a JSON reader made of them. */
    public FiguresView {
        cells = CellFigures.exact(cells);
    }
}
