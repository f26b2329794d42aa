package minglu.api.calendar;

import org.axonframework.serialization.Revision;

/**
 * A year of the calendar was added or changed. It replaces what was known of that year, also what the product brought with it.
 *
 * @param definition the whole year
 */
@Revision("1")
public record CalendarYearDefined(CalendarYear definition) {}
