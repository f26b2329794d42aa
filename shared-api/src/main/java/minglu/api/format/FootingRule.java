package minglu.api.format;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import minglu.api.act.Coded;

/**
 * A rule between figures (勾稽关系).
 *
 * @param id for example {@code R2}
 * @param severity what follows where it does not hold
 * @param source where it is written, or what it follows from
 * @param sentence the rule in words
 * @param how the rule for the machine
 */
public record FootingRule(String id, Severity severity, String source, Label sentence, How how) {

    /**
     * How a rule is checked.
     *
     * @param kind what is compared
     * @param where codes that stand for {@code {where}}, one check each; empty unless a balance
     * @param left terms of the left side; empty unless a balance
     * @param relation between the sides; null unless a balance
     * @param right terms of the right side; empty unless a balance
     */
    public record How(Kind kind, List<String> where, List<Term> left, Relation relation, List<Term> right) {

        /** Makes absent lists empty. */
        public How {
            where = where == null ? List.of() : List.copyOf(where);
            left = left == null ? List.of() : List.copyOf(left);
            right = right == null ? List.of() : List.copyOf(right);
        }
    }

    /** What a rule compares. */
    public enum Kind implements Coded {
        /** Two sums of cells, once for each {@code where}. */
        BALANCE,
        /** Every cell with zero. */
        NON_NEGATIVE,
        /** Every consolidated cell with the sum of the units' cells. */
        SUM_OF_UNITS;

        @Override
        @JsonValue
        public String code() {
            return Coded.codeOf(this);
        }
    }

    /** How the left side of a balance stands to the right. */
    public enum Relation implements Coded {
        /** Both sides are the same. */
        EQUAL,
        /** The left side is not larger. */
        AT_MOST;

        @Override
        @JsonValue
        public String code() {
            return Coded.codeOf(this);
        }
    }

    /**
     * A cell on one side of a balance. Written as text: {@code -} before it subtracts, {@code before:} reads the year before.
     *
     * @param cell template of the cell's id, with {@code {where}}
     * @param before whether the figure of the year before is meant
     * @param minus whether it is subtracted
     */
    public record Term(String cell, boolean before, boolean minus) {

        private static final String BEFORE = "before:";

        /** Reads a term. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public static Term of(String text) {
            boolean minus = text.startsWith("-");
            String rest = minus ? text.substring(1) : text;
            boolean before = rest.startsWith(BEFORE);
            return new Term(before ? rest.substring(BEFORE.length()) : rest, before, minus);
        }

        /** The id of the cell for one {@code where}. */
        public String cellAt(String where) {
            return cell.replace("{where}", where);
        }
    }
}
