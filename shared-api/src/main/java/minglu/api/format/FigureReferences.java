package minglu.api.format;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minglu.api.tables.SummaryFigures;

/**
 * Numbers in texts that are bound to figures by their names in braces: {@code {3.new.total}} is a cell, {@code
 * {items.website.total}} a figure of the summary. A bound number cannot contradict the tables.
 */
public final class FigureReferences {

    private static final Pattern REFERENCE = Pattern.compile("\\{([^{}\\n]*)\\}");

    private FigureReferences() {}

    /** The references of a text that are neither a cell of the format nor a figure of the summary. */
    public static List<String> unknown(StatutoryFormat format, String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name ->
                        format.find(name).isEmpty() && !SummaryFigures.names().contains(name))
                .distinct()
                .toList();
    }

    /**
     * A text with its references filled in.
     *
     * @param text null stays null
     * @param figures as they are to be printed, by name; a name that is missing stays as it was written
     */
    public static String fill(String text, Map<String, String> figures) {
        return text == null
                ? null
                : REFERENCE
                        .matcher(text)
                        .replaceAll(
                                found -> Matcher.quoteReplacement(figures.getOrDefault(found.group(1), found.group())));
    }
}
