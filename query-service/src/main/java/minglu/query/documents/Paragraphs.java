package minglu.query.documents;

import java.util.List;

/** The texts of a report as they are printed. */
final class Paragraphs {

    /** Printed where a figure is unknown: nothing that could be read as 0. */
    static final String UNKNOWN = "—";

    /** Printed where a text is still empty. */
    private static final String EMPTY = "(未填写)";

    private Paragraphs() {}

    /** The paragraphs of a text, never none. */
    static List<String> of(String text) {
        List<String> paragraphs = clean(text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return paragraphs.isEmpty() ? List.of(EMPTY) : paragraphs;
    }

    /** Without characters that XML 1.0 cannot hold. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(point -> isXml(point) ? point : 0xFFFD).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isXml(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
