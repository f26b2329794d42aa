package minglu.query.documents;

import java.util.ArrayList;
import java.util.List;
import minglu.api.format.Cell;
import minglu.platform.sheet.CsvText;
import minglu.platform.sheet.FormulaGuard;

/**
 * A line for each figure, each complete in itself, so that files of many units and years can be put together.
 */
final class CsvFile {

    private static final String LEVELS = " / ";

    private static final List<String> HEADER = List.of(
            "unit",
            "unitName",
            "year",
            "version",
            "scope",
            "occurredUntil",
            "cell",
            "table",
            "row",
            "column",
            "measure",
            "value",
            "format",
            "position",
            "digest",
            "checkpoint");

    private CsvFile() {}

    static byte[] write(ReportDocument document) {
        CsvText csv = new CsvText();
        csv.line(HEADER);
        for (Cell cell : document.format().cells()) {
            List<String> values = new ArrayList<>();
            values.add(FormulaGuard.add(document.unit()));
            values.add(FormulaGuard.add(document.unitName()));
            values.add(String.valueOf(document.year()));
            values.add(document.version() == null ? "" : document.version().toString());
            values.add(document.scope().code());
            values.add(document.occurredUntil().toString());
            values.add(cell.id());
            values.add(cell.table());
            values.add(FormulaGuard.add(String.join(
                    LEVELS, JsonFile.path(cell.row().groups(), cell.row().label()))));
            values.add(FormulaGuard.add(String.join(
                    LEVELS, JsonFile.path(cell.column().groups(), cell.column().label()))));
            values.add(cell.measure().code());
            values.add(document.shown(cell.id()));
            values.add(document.format().format());
            values.add(String.valueOf(document.position()));
            values.add(document.digest());
            values.add(document.checkpoint() == null ? "" : FormulaGuard.add(document.checkpoint()));
            csv.line(values);
        }
        return csv.bytes();
    }
}
