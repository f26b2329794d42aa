package minglu.platform.sheet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file of comma-separated values (RFC 4180) in UTF-8, beginning with a byte order mark, which spreadsheet programs need to read
 * Chinese. Texts that somebody typed go through {@link FormulaGuard#add} first; figures do not, for a sign is no formula.
 */
public final class CsvText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final StringBuilder out = new StringBuilder().append(BYTE_ORDER_MARK);

    /** Adds a line; a cell with a quote, a comma or a line break is quoted. */
    public void line(List<String> cells) {
        out.append(cells.stream().map(CsvText::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    /** The file so far. */
    public byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
                ? "\"" + cell.replace("\"", "\"\"") + "\""
                : cell;
    }
}
