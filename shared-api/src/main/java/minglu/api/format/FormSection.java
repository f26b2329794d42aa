package minglu.api.format;

/**
 * A section of the report: either a text or a table.
 *
 * @param text name of the text as the API has it, for example {@code overview}; null for a table
 * @param table id of the table; null for a text
 * @param title heading of a text; null for a table, which has its own
 */
public record FormSection(String text, String table, Label title) {}
