package minglu.portal.figures;

import java.util.List;
import minglu.api.format.Formats;
import minglu.api.format.Grid;
import minglu.api.format.TableLayout;
import minglu.portal.Labels;

/** The tables of the statutory form as grids. */
public final class Sheets {

    private Sheets() {}

    /** All tables, with labels in the language of the page. */
    public static List<Grid> of(Labels.InLanguage names) {
        return Formats.current().tables().stream()
                .map(table -> TableLayout.of(table, names::label))
                .toList();
    }
}
