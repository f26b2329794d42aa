package minglu.api.calendar;

/** A count of working days reaches a year that the calendar does not know. What lies in it is never guessed. */
public final class MissingYearException extends RuntimeException {

    private final int year;

    /** The year that is missing. */
    public MissingYearException(int year) {
        super("the calendar has no data for " + year);
        this.year = year;
    }

    /** The year that is missing. */
    public int year() {
        return year;
    }
}
