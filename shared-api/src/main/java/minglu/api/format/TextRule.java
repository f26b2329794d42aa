package minglu.api.format;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import minglu.api.act.Coded;

/**
 * A rule between the texts of a report and its figures.
 *
 * @param id for example {@code R7}
 * @param severity what follows where it does not hold
 * @param source where it is written, or what it follows from
 * @param sentence the rule in words
 * @param readings how numbers are read from the texts; of a number that several could read, the first one does
 */
public record TextRule(String id, Severity severity, String source, Label sentence, List<Reading> readings) {

    /**
     * How a number is read from a text, and what it is held against.
     *
     * @param code names the reading in {@code where}
     * @param kind how it is compared
     * @param sections {@code overview}, {@code problems}, {@code other}
     * @param pattern regular expression with {@code #} for the number; one without a number tells only that something is said
     * @param sums what it may agree with: each a sum of figures, by cell or by name of the summary
     */
    public record Reading(String code, Kind kind, List<String> sections, String pattern, List<List<String>> sums) {

        /** Makes an absent list empty. */
        public Reading {
            sections = List.copyOf(sections);
            sums = sums == null ? List.of() : sums.stream().map(List::copyOf).toList();
        }
    }

    /** How a number in a text is compared. */
    public enum Kind implements Coded {
        /** It equals one of the sums. */
        FIGURE,
        /** It equals the sum of the numbers that follow as its parts («其中»). */
        PARTS,
        /** If it is above zero, one of the sums is too. */
        NEEDS,
        /** Where the text says so, the sums are zero. */
        DENIES,
        /** Where a sum is above zero, the text has such a number. */
        MENTIONS;

        @Override
        @JsonValue
        public String code() {
            return Coded.codeOf(this);
        }
    }
}
