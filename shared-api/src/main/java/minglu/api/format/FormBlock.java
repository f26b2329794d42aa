package minglu.api.format;

import java.util.List;

/**
 * Rows and columns with one heading.
 *
 * @param title heading, or null
 * @param rowHeading heading of the column of row labels, or null
 * @param cell template of the cell ids, with {@code {row}} and {@code {column}}
 * @param rows in the order of the form
 * @param columns in the order of the form
 * @param across whether the form prints the rows side by side, each with all columns, above one line of numbers
 */
public record FormBlock(
        Label title, Label rowHeading, String cell, List<FormRow> rows, List<FormColumn> columns, boolean across) {

    /** The id of the cell where a row meets a column. */
    public String cellId(FormRow row, FormColumn column) {
        return fill(cell, row, column);
    }

    Cell cell(String table, FormRow row, FormColumn column) {
        Formula formula = column.formula() == null ? row.formula() : column.formula();
        if (formula == null) {
            throw new IllegalStateException("neither row " + row.code() + " nor column " + column.code() + " of table "
                    + table + " has a formula");
        }
        return new Cell(
                cellId(row, column),
                table,
                row,
                column,
                row.measure(),
                formula.expanded(template -> fill(template, row, column)));
    }

    private static String fill(String template, FormRow row, FormColumn column) {
        return template.replace("{row}", row.code()).replace("{column}", column.code());
    }
}
