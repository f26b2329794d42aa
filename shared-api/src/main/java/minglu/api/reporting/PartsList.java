package minglu.api.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minglu.api.format.TextRule.Grade;

/**
 * The numbers that follow a number as its parts («其中»). A list need not name all of the whole, may belong to two numbers joined
 * before it, and may divide the whole several times over; numbers in brackets are parts of parts.
 */
final class PartsList {

    private static final Pattern PART = Pattern.compile(TextPatterns.NUMBER + "\\s*([^0-9\\s])");
    private static final Pattern WHOLE_BEFORE =
            Pattern.compile(TextPatterns.NUMBER + "([^0-9\\s])[^0-9。;\\n()]{0,16}$");
    private static final Pattern AGAIN = Pattern.compile("其中|(?:共计|合计|总计|另外?|此外)");
    private static final Pattern BRACKETS = Pattern.compile("\\([^()]*\\)");
    private static final Pattern REST = Pattern.compile("其他|其它|其余");

    /** From this size on a list that misses the whole by a hair is a miscount, no list of examples. */
    private static final BigDecimal LARGE = BigDecimal.valueOf(100);

    private static final BigDecimal HAIR = BigDecimal.valueOf(2);

    /**
     * What the parts say of their whole.
     *
     * @param sum of the parts
     * @param shown the parts as a sum
     * @param end where the list ends
     */
    record Judged(Grade grade, boolean holds, BigDecimal sum, String shown, int end) {}

    private final List<BigDecimal> wholes;
    private final List<BigDecimal> parts;
    private final boolean namesTheRest;
    private final int end;

    private PartsList(List<BigDecimal> wholes, List<BigDecimal> parts, boolean namesTheRest, int end) {
        this.wholes = wholes;
        this.parts = parts;
        this.namesTheRest = namesTheRest;
        this.end = end;
    }

    /** The list behind a match of whole (group 1) and measure word (group 2). */
    static PartsList of(ReadText read, Matcher match) {
        String text = read.text();
        int end = read.sentenceEnd(match.end());
        String between = text.substring(match.end(2), match.end());
        int close = between.contains("(") ? text.indexOf(')', match.end()) : -1;
        end = close >= 0 && close < end ? close : end;
        // Brackets keep their place but say nothing.
        StringBuilder listed = new StringBuilder(text.substring(match.end(), end));
        Matcher bracket = BRACKETS.matcher(listed.toString());
        while (bracket.find()) {
            listed.replace(bracket.start(), bracket.end(), " ".repeat(bracket.end() - bracket.start()));
        }
        Matcher again = AGAIN.matcher(listed);
        String list = again.find() ? listed.substring(0, again.start()) : listed.toString();
        List<BigDecimal> parts = new ArrayList<>();
        Matcher part = PART.matcher(list);
        int last = 0;
        while (part.find()) {
            if (part.group(2).equals(match.group(2))) {
                parts.add(TextPatterns.number(part.group(1)));
                last = part.start();
            }
        }
        boolean namesTheRest =
                REST.matcher(list.substring(Math.max(0, last - 8), last)).find();
        return new PartsList(wholes(read, match), parts, namesTheRest, end);
    }

    /** The number itself, and its sums with those joined before it: «行政复议4件、行政诉讼2件,其中…». */
    private static List<BigDecimal> wholes(ReadText read, Matcher match) {
        List<BigDecimal> wholes = new ArrayList<>(List.of(TextPatterns.number(match.group(1))));
        int until = match.start(1);
        BigDecimal sum = wholes.get(0);
        Matcher before = WHOLE_BEFORE.matcher(read.text().substring(read.sentenceStart(until), until));
        while (before.find() && before.group(2).equals(match.group(2))) {
            sum = sum.add(TextPatterns.number(before.group(1)));
            wholes.add(sum);
            until = read.sentenceStart(until) + before.start();
            before = WHOLE_BEFORE.matcher(read.text().substring(read.sentenceStart(until), until));
        }
        return wholes;
    }

    /** Empty where the list says nothing of the whole. */
    Optional<Judged> judge() {
        BigDecimal whole = wholes.get(0);
        BigDecimal most = wholes.stream().max(BigDecimal::compareTo).orElseThrow();
        BigDecimal sum = parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (parts.stream().anyMatch(part -> part.compareTo(most) > 0)) {
            return judged(wholes.size() == 1 ? Grade.CERTAIN : Grade.POSSIBLE, false, sum);
        }
        if (parts.size() < 2) {
            return Optional.empty();
        }
        boolean holds = wholes.stream().anyMatch(one -> one.compareTo(sum) == 0) || dividesSeveralTimes(whole);
        if (holds) {
            return judged(Grade.CERTAIN, true, sum);
        }
        BigDecimal missing = whole.subtract(sum);
        boolean isNear = missing.abs().compareTo(HAIR) <= 0;
        if (wholes.size() == 1 && missing.signum() > 0 && (namesTheRest || isNear && whole.compareTo(LARGE) >= 0)) {
            return judged(Grade.CERTAIN, false, sum);
        }
        return missing.signum() < 0 || isNear ? judged(Grade.POSSIBLE, false, sum) : Optional.empty();
    }

    /** Whether the parts divide the whole by one property after the other: by applicant, then by channel. */
    private boolean dividesSeveralTimes(BigDecimal whole) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal part : parts) {
            sum = sum.add(part);
            if (sum.compareTo(whole) == 0) {
                sum = BigDecimal.ZERO;
            }
        }
        return sum.signum() == 0;
    }

    private Optional<Judged> judged(Grade grade, boolean holds, BigDecimal sum) {
        return Optional.of(new Judged(
                grade,
                holds,
                sum,
                String.join(" + ", parts.stream().map(BigDecimal::toPlainString).toList()),
                end));
    }
}
