package minglu.api.tables;

import java.math.BigDecimal;
import java.util.List;
import minglu.api.format.Severity;

/**
 * Outcome of one footing rule at one place.
 *
 * @param rule id of the rule
 * @param where row, column, block or cell it was checked at, or {@code all}
 * @param severity what follows where it does not hold
 * @param status the outcome
 * @param left left side in the unit of the form; for {@code all} the number of failing cells; null when unknown
 * @param right right side in the unit of the form; null when unknown
 * @param cells the cells involved
 */
public record CheckLine(
        String rule,
        String where,
        Severity severity,
        CheckStatus status,
        BigDecimal left,
        BigDecimal right,
        List<String> cells) {}
