package minglu.api.format;

/**
 * One number of the form.
 *
 * @param id for example {@code 3.granted.natural-person}
 * @param table id of its table
 * @param row its row
 * @param column its column
 * @param measure what it counts
 * @param formula how it is computed, templates filled in
 */
public record Cell(String id, String table, FormRow row, FormColumn column, Measure measure, Formula formula) {}
