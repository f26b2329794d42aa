package minglu.query.documents;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import minglu.api.format.Cell;

/**
 * A line for each figure (RFC 4180), each complete in itself, so that files of many units and years can be put together. It
 * begins with a byte order mark, which spreadsheet programs need to read Chinese.
 */
final class CsvFile {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String LEVELS = " / ";
    /** Texts that a spreadsheet program would run (OWASP ASVS 5.0, 1.2.10). */
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r\\n\\x00＝＋－＠].*", Pattern.DOTALL);

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
        StringBuilder out = new StringBuilder().append(BYTE_ORDER_MARK);
        line(out, HEADER);
        for (Cell cell : document.format().cells()) {
            List<String> values = new ArrayList<>();
            values.add(text(document.unit()));
            values.add(text(document.unitName()));
            values.add(String.valueOf(document.year()));
            values.add(document.version() == null ? "" : document.version().toString());
            values.add(document.scope().code());
            values.add(document.occurredUntil().toString());
            values.add(cell.id());
            values.add(cell.table());
            values.add(text(String.join(
                    LEVELS, JsonFile.path(cell.row().groups(), cell.row().label()))));
            values.add(text(String.join(
                    LEVELS, JsonFile.path(cell.column().groups(), cell.column().label()))));
            values.add(cell.measure().code());
            values.add(document.shown(cell.id()));
            values.add(document.format().format());
            values.add(String.valueOf(document.position()));
            values.add(document.digest());
            values.add(document.checkpoint() == null ? "" : text(document.checkpoint()));
            line(out, values);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder out, List<String> values) {
        out.append(values.stream().map(CsvFile::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String text(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    private static String quoted(String value) {
        return value.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
                ? "\"" + value.replace("\"", "\"\"") + "\""
                : value;
    }
}
