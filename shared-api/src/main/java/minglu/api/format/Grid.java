package minglu.api.format;

import java.util.Comparator;
import java.util.List;

/**
 * A table as it is printed: cells that may span rows and columns, without gaps or overlaps.
 *
 * @param table id of the table of the form
 * @param title heading of its section
 * @param widths share of each column in the width of the table, in thousandths; they add up to 1000
 * @param headRows how many rows at the top are headings
 * @param places all cells, by row and column
 */
public record Grid(String table, String title, List<Integer> widths, int headRows, List<Place> places) {

    /** What stands at a place. */
    public enum Kind {
        /** A note in the corner above the row labels. */
        NOTE,
        /** A heading of rows that follow. */
        BLOCK,
        /** A heading of columns. */
        COLUMN,
        /** A heading of rows beside it. */
        ROW,
        /** A figure. */
        FIGURE
    }

    /**
     * A printed cell.
     *
     * @param kind what stands there
     * @param row from 0
     * @param column from 0
     * @param rowSpan 1 or more
     * @param columnSpan 1 or more
     * @param text a label, or the id of the cell of a figure
     * @param heads of a figure, the indexes in {@link #places} of the headings it stands under and beside
     */
    public record Place(Kind kind, int row, int column, int rowSpan, int columnSpan, String text, List<Integer> heads) {

        /** Whether it fills this position. */
        public boolean covers(int otherRow, int otherColumn) {
            return otherRow >= row
                    && otherRow < row + rowSpan
                    && otherColumn >= column
                    && otherColumn < column + columnSpan;
        }
    }

    /** Number of rows. */
    public int rows() {
        return places.stream()
                .mapToInt(place -> place.row() + place.rowSpan())
                .max()
                .orElse(0);
    }

    /** Number of columns. */
    public int columns() {
        return widths.size();
    }

    /** The cell that covers a position. */
    public Place at(int row, int column) {
        return places.stream()
                .filter(place -> place.covers(row, column))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "table " + table + " has nothing at row " + row + ", column " + column));
    }

    /** What begins in a row, from left to right. */
    public List<Place> beginningIn(int row) {
        return places.stream()
                .filter(place -> place.row() == row)
                .sorted(Comparator.comparing(Place::column))
                .toList();
    }
}
