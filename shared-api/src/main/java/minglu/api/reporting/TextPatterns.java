package minglu.api.reporting;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The patterns of readings, and texts in the one form they are written for. */
final class TextPatterns {

    /** A number as a group of its own. */
    static final String NUMBER = "(?<![0-9.])([0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+(?:\\.[0-9]+)?)(?![0-9.%])";

    /** Words before a number that say nothing. */
    static final String FILLER = "(?:共计|共有|共|总计|合计|总共|累计|为|达到|达|数量|总数|总量|的|有|计|:)*";

    /** Words that count matters. */
    static final String MEASURE = "[件起宗次例份个]";

    private static final Pattern BLANKS = Pattern.compile("(?<![0-9])[ \\t\\u00a0]+|[ \\t\\u00a0]+(?![0-9])");
    private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

    private TextPatterns() {}

    /** The pattern of a phrase. */
    static Pattern of(String pattern) {
        return COMPILED.computeIfAbsent(
                pattern,
                written -> Pattern.compile(
                        written.replace("#", NUMBER).replace("~", FILLER).replace("@", MEASURE)));
    }

    /** Full-width digits and marks become plain ones, blanks go, so that a pattern is written once. */
    static String plain(String text) {
        return BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    }

    static BigDecimal number(String digits) {
        return new BigDecimal(digits.replace(",", ""));
    }
}
