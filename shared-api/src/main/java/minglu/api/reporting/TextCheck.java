package minglu.api.reporting;

import java.math.BigDecimal;
import java.util.List;
import minglu.api.format.Severity;
import minglu.api.format.TextRule.Grade;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;

/**
 * A number in a text, held against the figures.
 *
 * @param rule id of the rule
 * @param where section and what was read there, for example {@code overview/website}; a second such place ends in {@code #2}
 * @param severity what follows where it does not hold
 * @param grade how sure it is what the number means; of a version signed before there were grades null
 * @param status the outcome; of a contradiction that is only possible {@code possible}, or {@code dismissed}
 * @param left what the text says
 * @param right what the figures, or the parts in the text, say; null where there is none
 * @param cells the figures compared with: cells, and names of the summary
 * @param quote the place in the text
 * @param matched which reading of the text agrees with the figures, for example {@code 3.new.total + 3.carried-in.total}; null
 *     where none does
 */
public record TextCheck(
        String rule,
        String where,
        Severity severity,
        Grade grade,
        CheckStatus status,
        BigDecimal left,
        BigDecimal right,
        List<String> cells,
        String quote,
        String matched) {

    /** The same with another outcome. */
    public TextCheck with(CheckStatus other) {
        return new TextCheck(rule, where, severity, grade, other, left, right, cells, quote, matched);
    }

    /** The same as a line of checks. */
    public CheckLine line() {
        return new CheckLine(rule, where, severity, status, left, right, cells);
    }
}
