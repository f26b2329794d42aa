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
 * @param readings how numbers are read from the texts; of a number that several could read in the same grade, the first one does
 */
public record TextRule(String id, Severity severity, String source, Label sentence, List<Reading> readings) {

    /**
     * How a number is read from a text, and what it is held against.
     *
     * @param code names the reading in {@code where}
     * @param kind how it is compared
     * @param sections {@code overview}, {@code problems}, {@code other}
     * @param name regular expression of what the figure is called in a list of several that share one number; null where it cannot
     *     be in one
     * @param phrases the words around the number
     * @param listed whether a number that only may be the figure may also be one of a list that adds up to it
     * @param sums what it may agree with: each a sum of figures, by cell or by name of the summary
     */
    public record Reading(
            String code,
            Kind kind,
            List<String> sections,
            String name,
            boolean listed,
            List<Phrase> phrases,
            List<List<String>> sums) {

        /** Makes an absent list empty. */
        public Reading {
            sections = List.copyOf(sections);
            phrases = List.copyOf(phrases);
            sums = sums == null ? List.of() : sums.stream().map(List::copyOf).toList();
        }
    }

    /**
     * Words around a number.
     *
     * @param grade how sure it is that they mean the figure
     * @param pattern regular expression with {@code #} for the number, {@code ~} for words that say nothing («共», «数量为»), and
     *     {@code @} for a measure word; without {@code #} it only tells that something is said
     * @param within what the sentence must have said before; null: nothing
     * @param unless what the clause must not say; null: anything
     * @param unlessBefore what the sentence must not have said before; null: anything
     */
    public record Phrase(Grade grade, String pattern, String within, String unless, String unlessBefore) {}

    /** How sure it is what a number in a text means. */
    public enum Grade implements Coded {
        /** The phrase names the figure without qualification: a contradiction is mended or justified. */
        CERTAIN,
        /** The phrase may name the figure: a contradiction is shown and may be dismissed. */
        POSSIBLE;

        @Override
        @JsonValue
        public String code() {
            return Coded.codeOf(this);
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
