package minglu.query.follow;

import java.time.LocalDate;

/** Whether a value fits its column; one that does not would fail the whole batch in the database, for ever. */
public final class Fit {

    private static final int LAST_YEAR = 9999;

    private Fit() {}

    /**
     * A text that must be there.
     *
     * @param what names it in the refusal
     * @param most most characters
     * @throws IllegalStateException if it is missing, too long, or holds what the database cannot keep
     */
    public static void text(String what, String text, int most) {
        if (text == null) {
            throw new IllegalStateException("the " + what + " is missing");
        }
        textOrNull(what, text, most);
    }

    /** A text that may be missing; otherwise as {@link #text}. */
    public static void textOrNull(String what, String text, int most) {
        if (text == null) {
            return;
        }
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            throw new IllegalStateException(
                    "the " + what + " has " + length + " characters, and there is room for " + most);
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalStateException("the " + what + " holds a NUL");
        }
    }

    /**
     * A date that must be there.
     *
     * @throws IllegalStateException if it is missing or not of the years 1 to 9999
     */
    public static void date(String what, LocalDate date) {
        if (date == null) {
            throw new IllegalStateException("the " + what + " is missing");
        }
        if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
            throw new IllegalStateException("the " + what + " lies in the year " + date.getYear());
        }
    }
}
