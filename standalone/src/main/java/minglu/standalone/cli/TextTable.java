package minglu.standalone.cli;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text whose columns stand under one another, full-width characters counted as two columns. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<String> headings;
    private final int leftColumns;
    private final int firstColumnAtMost;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table.
     *
     * @param leftColumns so many columns from the left are flush left, the others flush right
     * @param firstColumnAtMost width beyond which the first column is broken into lines
     */
    TextTable(List<String> headings, int leftColumns, int firstColumnAtMost) {
        this.headings = headings;
        this.leftColumns = leftColumns;
        this.firstColumnAtMost = firstColumnAtMost;
    }

    /** Adds a row; one with fewer cells than headings has empty ones at its end. */
    void row(List<String> cells) {
        rows.add(cells);
    }

    /** The lines without ends; nothing follows the last visible character of a line. */
    List<String> lines() {
        List<List<String>> wrapped = new ArrayList<>(wrap(headings));
        int headingLines = wrapped.size();
        rows.forEach(row -> wrapped.addAll(wrap(row)));
        int[] widths = new int[headings.size()];
        for (List<String> row : wrapped) {
            // A row of one cell is a heading over the rows below it; it may run over all columns.
            for (int column = 0; column < row.size() && row.size() > 1; column++) {
                widths[column] = Math.max(widths[column], DisplayWidth.of(row.get(column)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : wrapped) {
            if (lines.size() == headingLines) {
                lines.add(rule(widths));
            }
            lines.add(line(row, widths));
        }
        return lines;
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String padding = " ".repeat(Math.max(0, widths[column] - DisplayWidth.of(cell)));
            line.append(column == 0 ? "" : GAP).append(column < leftColumns ? cell + padding : padding + cell);
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] widths) {
        int width = GAP.length() * (widths.length - 1);
        for (int column : widths) {
            width += column;
        }
        return "-".repeat(width);
    }

    /** Breaks the first cell; the others stand beside its last line. */
    private List<List<String>> wrap(List<String> row) {
        List<List<String>> lines = new ArrayList<>();
        String first = row.get(0);
        String indent = " ".repeat(first.length() - first.stripLeading().length());
        StringBuilder line = new StringBuilder();
        int width = 0;
        for (int codePoint : first.codePoints().toArray()) {
            if (row.size() > 1 && width + DisplayWidth.of(codePoint) > firstColumnAtMost) {
                lines.add(padded(line.toString(), row.size()));
                line = new StringBuilder(indent);
                width = indent.length();
            }
            line.appendCodePoint(codePoint);
            width += DisplayWidth.of(codePoint);
        }
        List<String> last = new ArrayList<>(row);
        last.set(0, line.toString());
        lines.add(last);
        return lines;
    }

    private static List<String> padded(String first, int size) {
        List<String> row = new ArrayList<>();
        row.add(first);
        while (row.size() < size) {
            row.add("");
        }
        return row;
    }
}
