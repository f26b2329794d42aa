package minglu.api.reporting;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minglu.api.format.StatutoryFormat;
import minglu.api.format.TextRule;
import minglu.api.format.TextRule.Reading;
import minglu.api.tables.CheckStatus;

/**
 * Holds the numbers in the texts of a report against its figures. A number is read only where a reading of the format knows what
 * it means; whatever else a text says is not judged.
 */
public final class TextFooting {

    private static final String NUMBER = "(?<![0-9.])([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\\.[0-9]+)?)(?![0-9])";
    private static final Pattern PART = Pattern.compile(NUMBER + "\\s*([^0-9\\s])");
    private static final Pattern END_OF_PARTS = Pattern.compile("[。;\\n]");
    private static final int QUOTED_BEFORE = 12;
    private static final int QUOTED_AFTER = 8;

    private final Map<String, BigDecimal> figures;
    private final List<TextCheck> checks = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> read = new HashSet<>();

    private TextFooting(Map<String, BigDecimal> figures) {
        this.figures = figures;
    }

    /**
     * Checks all text rules, in the order of the format.
     *
     * @param format whose rules
     * @param texts references filled in
     * @param figures by cell in the unit of the form, and by name of the summary; what is missing is unknown
     * @return a line for each number that was read; none where a section is not written
     */
    public static List<TextCheck> check(StatutoryFormat format, ReportTexts texts, Map<String, BigDecimal> figures) {
        TextFooting footing = new TextFooting(figures);
        Map<String, String> sections = new LinkedHashMap<>();
        put(sections, "overview", texts.overview());
        put(sections, "problems", texts.problems());
        put(sections, "other", texts.other());
        for (TextRule rule : format.textRules()) {
            for (Reading reading : rule.readings()) {
                reading.sections().stream()
                        .filter(sections::containsKey)
                        .forEach(section -> footing.read(rule, reading, section, sections.get(section)));
            }
        }
        return footing.checks;
    }

    /** Full-width digits and marks become plain ones, so that a pattern is written once. */
    private static void put(Map<String, String> sections, String name, String text) {
        if (text != null) {
            sections.put(name, Normalizer.normalize(text, Normalizer.Form.NFKC));
        }
    }

    private void read(TextRule rule, Reading reading, String section, String text) {
        if (!reading.sums().stream().allMatch(sum -> figures.keySet().containsAll(sum))) {
            return;
        }
        Matcher found = Pattern.compile(reading.pattern().replace("#", NUMBER)).matcher(text);
        boolean any = false;
        while (found.find()) {
            any = true;
            switch (reading.kind()) {
                case FIGURE -> figure(rule, reading, section, text, found);
                case PARTS -> parts(rule, reading, section, text, found);
                case NEEDS -> needs(rule, reading, section, text, found);
                case DENIES -> denies(rule, reading, section, text, found);
                case MENTIONS -> {}
            }
        }
        if (reading.kind() == TextRule.Kind.MENTIONS && !any) {
            mentions(rule, reading, section);
        }
    }

    private void figure(TextRule rule, Reading reading, String section, String text, Matcher found) {
        if (!read.add(section + found.start(1))) {
            return;
        }
        BigDecimal said = number(found.group(1));
        List<String> agreeing = reading.sums().stream()
                .filter(sum -> total(sum).compareTo(said) == 0)
                .map(sum -> String.join(" + ", sum))
                .toList();
        // What nobody records cannot be contradicted: a unit may publish items without entering them.
        boolean isRecorded = reading.sums().stream().flatMap(List::stream).anyMatch(TextFooting::isCell)
                || reading.sums().stream().anyMatch(sum -> total(sum).signum() != 0);
        if (isRecorded || !agreeing.isEmpty()) {
            add(
                    rule,
                    reading,
                    section,
                    !agreeing.isEmpty(),
                    said,
                    total(reading.sums().get(0)),
                    quote(text, found),
                    agreeing.isEmpty() ? null : String.join(" = ", agreeing));
        }
    }

    /** The numbers with the same measure word up to the end of the sentence are the parts. */
    private void parts(TextRule rule, Reading reading, String section, String text, Matcher found) {
        BigDecimal said = number(found.group(1));
        String measure = found.group(2);
        Matcher end = END_OF_PARTS.matcher(text);
        int stop = end.find(found.end()) ? end.start() : text.length();
        Matcher part = PART.matcher(text).region(found.end(), stop);
        List<BigDecimal> parts = new ArrayList<>();
        while (part.find()) {
            if (part.group(2).equals(measure)) {
                parts.add(number(part.group(1)));
            }
        }
        BigDecimal sum = parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        // One part alone need not be all of it, but is never more than the whole.
        if (parts.size() >= 2 || sum.compareTo(said) > 0) {
            boolean holds = sum.compareTo(said) == 0;
            String shown = String.join(
                    " + ", parts.stream().map(BigDecimal::toPlainString).toList());
            add(
                    rule,
                    reading,
                    section,
                    holds,
                    said,
                    sum,
                    text.substring(Math.max(0, found.start() - QUOTED_BEFORE), stop),
                    holds ? shown : null);
        }
    }

    private void needs(TextRule rule, Reading reading, String section, String text, Matcher found) {
        BigDecimal said = number(found.group(1));
        if (said.signum() > 0) {
            List<String> present = reading.sums().stream()
                    .filter(sum -> total(sum).signum() > 0)
                    .map(sum -> String.join(" + ", sum))
                    .toList();
            add(
                    rule,
                    reading,
                    section,
                    !present.isEmpty(),
                    said,
                    null,
                    quote(text, found),
                    present.isEmpty() ? null : present.get(0));
        }
    }

    private void denies(TextRule rule, Reading reading, String section, String text, Matcher found) {
        BigDecimal sum = reading.sums().stream().map(this::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        add(rule, reading, section, sum.signum() == 0, BigDecimal.ZERO, sum, quote(text, found), null);
    }

    private void mentions(TextRule rule, Reading reading, String section) {
        BigDecimal sum = reading.sums().stream().map(this::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.signum() > 0) {
            add(rule, reading, section, false, null, sum, null, null);
        }
    }

    private void add(
            TextRule rule,
            Reading reading,
            String section,
            boolean holds,
            BigDecimal said,
            BigDecimal computed,
            String quote,
            String matched) {
        String place = section + "/" + reading.code();
        int number = places.merge(rule.id() + place, 1, Integer::sum);
        checks.add(new TextCheck(
                rule.id(),
                number == 1 ? place : place + "#" + number,
                rule.severity(),
                holds ? CheckStatus.HOLDS : CheckStatus.FAILS,
                said,
                computed,
                reading.sums().stream().flatMap(List::stream).distinct().toList(),
                quote,
                matched));
    }

    private BigDecimal total(List<String> sum) {
        return sum.stream().map(figures::get).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal number(String digits) {
        return new BigDecimal(digits.replace(",", ""));
    }

    private static boolean isCell(String name) {
        return Character.isDigit(name.charAt(0));
    }

    private static String quote(String text, Matcher found) {
        return text.substring(
                Math.max(0, found.start() - QUOTED_BEFORE), Math.min(text.length(), found.end() + QUOTED_AFTER));
    }
}
