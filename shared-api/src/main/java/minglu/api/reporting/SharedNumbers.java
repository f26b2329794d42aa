package minglu.api.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import minglu.api.format.TextRule.Reading;

/** Numbers that several named figures share. */
final class SharedNumbers {

    private static final String JOINT = "(?:的|等)?(?:、|和|及|与|以及|或)+";
    private static final int MOST_NAMES = 6;

    private SharedNumbers() {}

    /**
     * Two or more figures named before one number.
     *
     * @param codes readings of the figures
     * @param isCertain whether nothing else stands between the last name and the number
     * @param at place of the number
     */
    record Shared(List<String> codes, boolean isCertain, BigDecimal said, int start, int end, int at) {}

    /**
     * The shared numbers of a text.
     *
     * @param named readings with a name, by code
     */
    static List<Shared> in(String text, Map<String, Reading> named) {
        String names = named.values().stream()
                .map(reading -> "(?:" + reading.name() + ")")
                .collect(Collectors.joining("|"));
        Pattern list = TextPatterns.of("(?:" + names + ")(?:" + JOINT + "(?:" + names + ")){1," + (MOST_NAMES - 1)
                + "}(等)?([^0-9。;\\n(]{0,20}?)#(?:@|条)");
        Matcher match = list.matcher(text);
        List<Shared> found = new ArrayList<>();
        while (match.find()) {
            List<String> codes = codes(text.substring(match.start(), match.start(2)), named);
            if (codes.size() > 1) {
                boolean isCertain = match.group(1) == null
                        && TextPatterns.of("~").matcher(match.group(2)).matches()
                        && !match.group(2).contains("分别");
                found.add(new Shared(
                        codes,
                        isCertain,
                        TextPatterns.number(match.group(3)),
                        match.start(),
                        match.end(),
                        match.start(3)));
            }
        }
        return found;
    }

    private static List<String> codes(String list, Map<String, Reading> named) {
        List<String> codes = new ArrayList<>();
        for (String name : list.split("、|和|及|与|以及|或")) {
            named.forEach((code, reading) -> {
                if (!codes.contains(code)
                        && TextPatterns.of(reading.name()).matcher(name).find()) {
                    codes.add(code);
                }
            });
        }
        return codes;
    }
}
