package minglu.api.calendar;

/**
 * Asks which open cases a change of the calendar moved; answered with {@link MovedDeadlines}.
 *
 * @param position position of the {@link CalendarYearDefined}; what was known just before it is compared with what it made known
 */
public record FindMovedDeadlines(long position) {}
