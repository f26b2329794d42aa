package minglu.api.tables;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param explained of a rule across years: what units that joined or left since the year before brought or took, by unit; what
 *     joined less what left is the left side less the right, unless a unit that stayed breaks the rule by itself; empty, and then
 *     left out, where there is nothing of the kind
 * @param acts the first acts behind a check that stands in the way, by position; null, and then left out, where nobody asked
 * @param actsTotal how many acts are behind it; null, and then left out, where nobody asked
 */
public record CheckLine(
        String rule,
        String where,
        Severity severity,
        CheckStatus status,
        BigDecimal left,
        BigDecimal right,
        List<String> cells,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MemberStock> explained,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<ActBehind> acts,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long actsTotal) {

    /** Makes an absent explanation empty: it is left out where there is none. */
    public CheckLine {
        explained = explained == null ? List.of() : List.copyOf(explained);
    }

    /** An outcome that neither units nor acts explain. */
    public CheckLine(
            String rule,
            String where,
            Severity severity,
            CheckStatus status,
            BigDecimal left,
            BigDecimal right,
            List<String> cells) {
        this(rule, where, severity, status, left, right, cells, List.of(), null, null);
    }

    /** The same with another outcome. */
    public CheckLine with(CheckStatus other) {
        return new CheckLine(rule, where, severity, other, left, right, cells, explained, acts, actsTotal);
    }

    /** The same with the acts behind it. */
    public CheckLine with(List<ActBehind> first, long total) {
        return new CheckLine(rule, where, severity, status, left, right, cells, explained, List.copyOf(first), total);
    }

    /** The outcome alone. */
    public CheckLine plain() {
        return new CheckLine(rule, where, severity, status, left, right, cells);
    }
}
