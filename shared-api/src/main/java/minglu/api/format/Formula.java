package minglu.api.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.function.UnaryOperator;
import minglu.api.act.Coded;

/**
 * How a cell follows from the ledger, or from other cells.
 *
 * @param kind how
 * @param account the account that is read; null for a sum
 * @param cells ids of the cells that are added; empty unless a sum
 */
public record Formula(Kind kind, String account, List<String> cells) {

    /** Makes absent cells an empty list. */
    public Formula {
        cells = cells == null ? List.of() : List.copyOf(cells);
        if ((kind == Kind.SUM) != (account == null) || (kind == Kind.SUM) == cells.isEmpty()) {
            throw new IllegalStateException(
                    "a formula of kind " + kind + " cannot have account " + account + " and cells " + cells);
        }
    }

    /** Kinds of formulas. */
    public enum Kind implements Coded {
        /** What was posted with a date in the year, up to the chosen day. */
        FLOW,
        /** Everything posted up to the chosen day. */
        STOCK,
        /** Everything posted up to 31 December of the year before. */
        OPENING_STOCK,
        /** The sum of other cells. */
        SUM;

        @Override
        @JsonValue
        public String code() {
            return Coded.codeOf(this);
        }
    }

    Formula expanded(UnaryOperator<String> template) {
        return new Formula(
                kind,
                account == null ? null : template.apply(account),
                cells.stream().map(template).toList());
    }
}
