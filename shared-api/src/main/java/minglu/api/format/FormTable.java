package minglu.api.format;

import java.util.List;

/**
 * A table of the form.
 *
 * @param id number of the table, the first part of its cell ids
 * @param title heading of the section
 * @param note printed on the table, or null
 * @param blocks in the order of the form
 */
public record FormTable(String id, Label title, Label note, List<FormBlock> blocks) {}
