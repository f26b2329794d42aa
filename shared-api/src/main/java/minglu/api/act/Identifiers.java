package minglu.api.act;

import java.util.regex.Pattern;

/** How units, subjects and acts may be named (contract sections 2 and 3), and which stream an act belongs to. */
public final class Identifiers {

    /** Most characters of a unit. */
    public static final int LONGEST_UNIT = 32;

    /** Most characters of a subject or an act id. */
    public static final int LONGEST_NAME = 64;

    /** A unit: lower-case letters, digits and {@code -}, at most 32 characters. */
    public static final Pattern UNIT = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** A subject or an act id: 1 to 64 characters, not starting with a mark. */
    public static final Pattern SUBJECT =
            Pattern.compile("[A-Za-z0-9\\p{IsHan}][A-Za-z0-9\\p{IsHan}._/\\-()\\[\\]（）〔〕]{0,63}");

    /** The root of every tree of units; it always exists. */
    public static final String DISTRICT = "district";

    private Identifiers() {}

    /**
     * The stream of a subject: one aggregate per (unit, subject). The prefix keeps aggregate types apart, since a store is
     * unique on the identifier alone.
     */
    public static String subjectStream(String unit, String subject) {
        return "subject:" + unit + ":" + subject;
    }

    /** The stream of a unit. */
    public static String unitStream(String unit) {
        return "unit:" + unit;
    }

    /** The stream of a unit's annual return. */
    public static String returnStream(String unit, int year) {
        return "return:" + unit + ":" + year;
    }

    /** The stream of a unit's or node's annual report. */
    public static String reportStream(String unit, int year) {
        return "report:" + unit + ":" + year;
    }

    /**
     * The unit that a stream belongs to; of a stream that belongs to no unit whatever stands in that place.
     *
     * @param stream the name of a stream, of the form {@code kind:unit} or {@code kind:unit:more}
     */
    public static String unitOf(String stream) {
        String[] parts = stream.split(":", 3);
        return parts.length > 1 ? parts[1] : stream;
    }
}
