package minglu.api.calendar;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for a year of the calendar to be added or changed; answered with {@link CalendarYearRecorded}. Sent again with the
 * content that now holds it answers the first receipt.
 *
 * @param stream always {@link #STREAM}
 * @param definition the whole year
 */
public record DefineCalendarYear(@TargetAggregateIdentifier String stream, CalendarYear definition) {

    /** The stream of the calendar; all years share it. */
    public static final String STREAM = "calendar";

    /** The command for a year. */
    public static DefineCalendarYear of(CalendarYear definition) {
        return new DefineCalendarYear(STREAM, definition);
    }
}
