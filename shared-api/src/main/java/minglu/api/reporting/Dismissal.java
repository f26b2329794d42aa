package minglu.api.reporting;

import java.math.BigDecimal;

/**
 * That a number in a text means something else than the figure it was held against.
 *
 * @param rule id of the rule
 * @param where where it was read, as the check says
 * @param number the number as the text says it: with another number at this place the dismissal no longer holds; null: whatever it
 *     says
 */
public record Dismissal(String rule, String where, BigDecimal number) {

    /** Whether this is about a check. */
    public boolean concerns(TextCheck check) {
        return rule.equals(check.rule())
                && where.equals(check.where())
                && (number == null || check.left() != null && number.compareTo(check.left()) == 0);
    }
}
