package minglu.api.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import minglu.api.format.StatutoryFormat;
import minglu.api.format.TextRule;
import minglu.api.format.TextRule.Grade;
import minglu.api.format.TextRule.Kind;
import minglu.api.format.TextRule.Phrase;
import minglu.api.format.TextRule.Reading;
import minglu.api.tables.CheckStatus;

/**
 * Holds the numbers in the texts of a report against its figures. A number is read only where a reading of the format knows what
 * it means, in the grade of the phrase; whatever else a text says is not judged. A phrase that names a figure is still only
 * possible where its clause speaks of somebody or something else first, where it stands in brackets or behind «其中», and where the
 * text names the same figure elsewhere and agrees there.
 */
public final class TextFooting {

    private final Map<String, BigDecimal> figures;
    private final Map<String, ReadText> sections = new LinkedHashMap<>();
    private final List<Found> found = new ArrayList<>();

    private TextFooting(Map<String, BigDecimal> figures) {
        this.figures = figures;
    }

    /**
     * What was found at a place.
     *
     * @param order place of the rule and reading in the format
     * @param at place in the section
     */
    private record Found(
            int order,
            int at,
            TextRule rule,
            Reading reading,
            String section,
            Grade grade,
            boolean holds,
            BigDecimal said,
            BigDecimal computed,
            List<String> cells,
            String quote,
            String matched) {

        Found asPossible() {
            return new Found(
                    order, at, rule, reading, section, Grade.POSSIBLE, holds, said, computed, cells, quote, matched);
        }
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
        footing.put("overview", texts.overview());
        footing.put("problems", texts.problems());
        footing.put("other", texts.other());
        for (Grade grade : Grade.values()) {
            footing.shared(format, grade);
            int order = 0;
            for (TextRule rule : format.textRules()) {
                for (Reading reading : rule.readings()) {
                    footing.read(rule, reading, order++, grade);
                }
            }
        }
        return footing.checks();
    }

    private void put(String name, String text) {
        if (text != null) {
            sections.put(name, new ReadText(text));
        }
    }

    private boolean isKnown(Reading reading) {
        return reading.sums().stream().allMatch(sum -> figures.keySet().containsAll(sum));
    }

    private void read(TextRule rule, Reading reading, int order, Grade grade) {
        if (!isKnown(reading)) {
            return;
        }
        for (String section : reading.sections()) {
            ReadText text = sections.get(section);
            if (text == null) {
                continue;
            }
            boolean any = false;
            for (Phrase phrase : reading.phrases()) {
                if (phrase.grade() == grade) {
                    any |= read(rule, reading, phrase, order, section, text);
                }
            }
            if (reading.kind() == Kind.MENTIONS && grade == Grade.CERTAIN && !any) {
                mentions(rule, reading, order, section);
            }
        }
    }

    private boolean read(TextRule rule, Reading reading, Phrase phrase, int order, String section, ReadText text) {
        Matcher match = TextPatterns.of(phrase.pattern()).matcher(text.text());
        boolean any = false;
        while (match.find()) {
            any = true;
            if (!text.allows(phrase, match)) {
                continue;
            }
            switch (reading.kind()) {
                case FIGURE -> figure(rule, reading, phrase, order, section, text, match);
                case PARTS -> parts(rule, reading, order, section, text, match);
                case NEEDS -> needs(rule, reading, order, section, text, match);
                case DENIES -> denies(rule, reading, phrase, order, section, text, match);
                case MENTIONS -> {}
            }
        }
        return any;
    }

    private void figure(
            TextRule rule, Reading reading, Phrase phrase, int order, String section, ReadText text, Matcher match) {
        int at = match.start(1);
        if (text.isComparison(at)) {
            return;
        }
        boolean isCertain = phrase.grade() == Grade.CERTAIN && !text.isQualified(match.start());
        if (!text.claim(match.start(), match.end(), at)) {
            return;
        }
        BigDecimal said = TextPatterns.number(match.group(1));
        List<List<String>> sums = reading.sums();
        List<String> agreeing = agreeing(sums, said);
        if (agreeing.isEmpty() && !isCertain && reading.listed()) {
            // A number of a list may be a part: then the list, or some of it from here on, is the figure.
            text.sumsFrom(at).stream()
                    .map(sum -> agreeing(sums, sum))
                    .filter(names -> !names.isEmpty())
                    .findFirst()
                    .ifPresent(agreeing::addAll);
        }
        // What nobody records cannot be contradicted: a unit may publish items without entering them.
        boolean isRecorded = sums.stream().flatMap(List::stream).anyMatch(TextFooting::isCell)
                || sums.stream().anyMatch(sum -> total(sum).signum() != 0);
        if (isRecorded || !agreeing.isEmpty()) {
            found.add(new Found(
                    order,
                    at,
                    rule,
                    reading,
                    section,
                    isCertain ? Grade.CERTAIN : Grade.POSSIBLE,
                    !agreeing.isEmpty(),
                    said,
                    total(sums.get(0)),
                    cells(sums),
                    text.quote(match.start(), match.end()),
                    agreeing.isEmpty() ? null : String.join(" = ", agreeing)));
        }
    }

    /** Several figures named before one number share it: «予以公开和部分公开合计27件». */
    private void shared(StatutoryFormat format, Grade grade) {
        int order = 0;
        Map<String, Reading> named = new LinkedHashMap<>();
        Map<String, TextRule> rules = new HashMap<>();
        Map<String, Integer> orders = new HashMap<>();
        for (TextRule rule : format.textRules()) {
            for (Reading reading : rule.readings()) {
                if (reading.name() != null && isKnown(reading)) {
                    named.put(reading.code(), reading);
                    rules.put(reading.code(), rule);
                    orders.put(reading.code(), order);
                }
                order++;
            }
        }
        for (Map.Entry<String, ReadText> section : sections.entrySet()) {
            for (SharedNumbers.Shared one : SharedNumbers.in(section.getValue().text(), named)) {
                List<Reading> readings = one.codes().stream().map(named::get).toList();
                boolean isOpen =
                        readings.stream().allMatch(reading -> reading.sections().contains(section.getKey()));
                ReadText text = section.getValue();
                boolean isNow = one.isCertain() == (grade == Grade.CERTAIN);
                if (isNow && isOpen && !text.isComparison(one.at()) && text.claim(one.start(), one.end(), one.at())) {
                    String first = one.codes().get(0);
                    shared(one, readings, rules.get(first), orders.get(first), section.getKey(), text);
                }
            }
        }
    }

    private void shared(
            SharedNumbers.Shared one, List<Reading> readings, TextRule rule, int order, String section, ReadText text) {
        List<String> sum = readings.stream()
                .flatMap(reading -> reading.sums().get(0).stream())
                .distinct()
                .toList();
        List<List<String>> sums = new ArrayList<>(List.of(sum));
        boolean isCertain = one.isCertain() && !text.isQualified(one.start());
        if (!isCertain) {
            readings.forEach(reading -> sums.addAll(reading.sums()));
            if (sum.stream().allMatch(name -> name.startsWith("items."))) {
                sums.add(List.of("items.total"));
            }
        }
        List<String> agreeing = agreeing(sums, one.said());
        boolean isRecorded =
                sum.stream().anyMatch(TextFooting::isCell) || total(sum).signum() != 0;
        if (isRecorded || !agreeing.isEmpty()) {
            Reading joint = new Reading(
                    String.join("+", one.codes()), Kind.FIGURE, List.of(section), null, false, List.of(), List.of(sum));
            found.add(new Found(
                    order,
                    one.at(),
                    rule,
                    joint,
                    section,
                    isCertain ? Grade.CERTAIN : Grade.POSSIBLE,
                    !agreeing.isEmpty(),
                    one.said(),
                    total(sum),
                    sum,
                    text.quote(one.start(), one.end()),
                    agreeing.isEmpty() ? null : String.join(" = ", agreeing)));
        }
    }

    private void parts(TextRule rule, Reading reading, int order, String section, ReadText text, Matcher match) {
        if (text.isComparison(match.start(1))) {
            return;
        }
        PartsList.of(text, match)
                .judge()
                .ifPresent(parts -> found.add(new Found(
                        order,
                        match.start(1),
                        rule,
                        reading,
                        section,
                        parts.grade(),
                        parts.holds(),
                        TextPatterns.number(match.group(1)),
                        parts.sum(),
                        List.of(),
                        text.quote(match.start(), parts.end()),
                        parts.holds() ? parts.shown() : null)));
    }

    private void needs(TextRule rule, Reading reading, int order, String section, ReadText text, Matcher match) {
        BigDecimal said = TextPatterns.number(match.group(1));
        if (said.signum() > 0) {
            Optional<String> present = reading.sums().stream()
                    .filter(sum -> total(sum).signum() > 0)
                    .map(sum -> String.join(" + ", sum))
                    .findFirst();
            found.add(new Found(
                    order,
                    match.start(1),
                    rule,
                    reading,
                    section,
                    Grade.CERTAIN,
                    present.isPresent(),
                    said,
                    null,
                    cells(reading.sums()),
                    text.quote(match.start(), match.end()),
                    present.orElse(null)));
        }
    }

    private void denies(
            TextRule rule, Reading reading, Phrase phrase, int order, String section, ReadText text, Matcher match) {
        BigDecimal sum = reading.sums().stream().map(this::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean isCertain = phrase.grade() == Grade.CERTAIN && !text.isQualified(match.start());
        if (text.claimDenial(reading.code(), match.start(), match.end())) {
            found.add(new Found(
                    order,
                    match.start(),
                    rule,
                    reading,
                    section,
                    isCertain ? Grade.CERTAIN : Grade.POSSIBLE,
                    sum.signum() == 0,
                    BigDecimal.ZERO,
                    sum,
                    cells(reading.sums()),
                    text.quote(match.start(), match.end()),
                    null));
        }
    }

    private void mentions(TextRule rule, Reading reading, int order, String section) {
        BigDecimal sum = reading.sums().stream().map(this::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.signum() > 0) {
            found.add(new Found(
                    order,
                    0,
                    rule,
                    reading,
                    section,
                    Grade.CERTAIN,
                    false,
                    null,
                    sum,
                    cells(reading.sums()),
                    null,
                    null));
        }
    }

    private List<TextCheck> checks() {
        Map<String, Integer> places = new HashMap<>();
        return found.stream()
                .sorted(Comparator.comparingInt(Found::order)
                        .thenComparing(Found::section, Comparator.comparingInt(List.copyOf(sections.keySet())::indexOf))
                        .thenComparingInt(Found::at))
                .map(one -> agreesElsewhere(one) ? one.asPossible() : one)
                .map(one -> {
                    String place = one.section() + "/" + one.reading().code();
                    int number = places.merge(one.rule().id() + place, 1, Integer::sum);
                    return new TextCheck(
                            one.rule().id(),
                            number == 1 ? place : place + "#" + number,
                            one.rule().severity(),
                            one.grade(),
                            status(one),
                            one.said(),
                            one.computed(),
                            one.cells(),
                            one.quote(),
                            one.matched());
                })
                .collect(Collectors.toList());
    }

    private static CheckStatus status(Found one) {
        if (one.holds()) {
            return CheckStatus.HOLDS;
        }
        return one.grade() == Grade.CERTAIN ? CheckStatus.FAILS : CheckStatus.POSSIBLE;
    }

    private boolean agreesElsewhere(Found one) {
        return !one.holds()
                && one.reading().kind() == Kind.FIGURE
                && found.stream()
                        .anyMatch(other -> other.reading().equals(one.reading())
                                && other.holds()
                                && other.grade() == Grade.CERTAIN);
    }

    private List<String> agreeing(List<List<String>> sums, BigDecimal said) {
        return sums.stream()
                .filter(sum -> total(sum).compareTo(said) == 0)
                .map(sum -> String.join(" + ", sum))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> cells(List<List<String>> sums) {
        return sums.stream().flatMap(List::stream).distinct().toList();
    }

    private BigDecimal total(List<String> sum) {
        return sum.stream().map(figures::get).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean isCell(String name) {
        return Character.isDigit(name.charAt(0));
    }
}
