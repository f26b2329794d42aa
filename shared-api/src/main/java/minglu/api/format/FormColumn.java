package minglu.api.format;

import java.util.List;

/**
 * A column of a block of a statutory table.
 *
 * @param code stands for {@code {column}} in templates
 * @param label label of the column
 * @param groups labels of the groups it stands in, outermost first
 * @param formula how its cells are computed; takes precedence over the row's; or null
 */
public record FormColumn(String code, Label label, List<Label> groups, Formula formula) {

    /** Makes absent groups an empty list. */
    public FormColumn {
        groups = groups == null ? List.of() : List.copyOf(groups);
    }
}
