package minglu.platform.time;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;

/** Instants as the contract writes them: ISO-8601, UTC, exactly 6 decimals, as {@code 2021-03-01T08:00:00.000000Z}. */
public final class Instants {

    private static final int DECIMALS = 6;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant TOO_LATE = Instant.parse("+10000-01-01T00:00:00Z");
    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder().appendInstant(DECIMALS).toFormatter();

    private Instants() {}

    /** Writes an instant; what is finer than a microsecond is cut off. */
    public static String format(Instant instant) {
        return FORMAT.format(instant);
    }

    /**
     * Reads an ISO-8601 instant in UTC of the years 1 to 9999 with any number of decimals up to 9. Java knows larger years, which
     * neither the contract's way of writing nor a database does.
     *
     * @throws DateTimeParseException if the text is none
     */
    public static Instant parse(String text) {
        Instant instant = DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from);
        if (instant.isBefore(EARLIEST) || !instant.isBefore(TOO_LATE)) {
            throw new DateTimeParseException("an instant of the years 1 to 9999 is needed", text, 0);
        }
        return instant;
    }
}
