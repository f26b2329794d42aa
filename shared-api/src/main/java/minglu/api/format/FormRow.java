package minglu.api.format;

import java.util.List;

/**
 * A row of a block of a statutory table.
 *
 * @param code stands for {@code {row}} in templates
 * @param number number of the row on the form, for example {@code 三(三)1}; null where it has none
 * @param label label of the row
 * @param groups labels of the groups it stands in, outermost first
 * @param measure what its cells count
 * @param formula how its cells are computed, unless the column says so; or null
 */
public record FormRow(String code, String number, Label label, List<Label> groups, Measure measure, Formula formula) {

    /** Makes absent groups an empty list. */
    public FormRow {
        groups = groups == null ? List.of() : List.copyOf(groups);
    }
}
