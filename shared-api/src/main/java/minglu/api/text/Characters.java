package minglu.api.text;

/** Which characters a text may hold: all that can be kept, shown and given back unchanged. */
public final class Characters {

    private Characters() {}

    /**
     * Whether a text holds neither control characters other than tab and line breaks nor half of a surrogate pair. A database keeps
     * no NUL, and UTF-8 has no half pairs (RFC 3629 §3).
     */
    public static boolean arePrintable(String text) {
        return text.codePoints()
                .noneMatch(point -> Character.getType(point) == Character.SURROGATE
                        || (Character.isISOControl(point) && point != '\n' && point != '\r' && point != '\t'));
    }
}
