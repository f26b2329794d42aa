package minglu.api.calendar;

/**
 * Where the definition of a year stands in the calendar's stream.
 *
 * @param sequence sequence number of the event within its stream, from 0
 * @param duplicate whether just this was already what holds of the year
 * @param added whether nothing was known of the year before
 */
public record CalendarYearRecorded(long sequence, boolean duplicate, boolean added) {}
