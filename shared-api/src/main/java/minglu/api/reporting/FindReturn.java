package minglu.api.reporting;

import minglu.api.tables.Moment;

/**
 * Asks for the return of a unit for a year; answered with {@link ReturnView}.
 *
 * @param unit the unit
 * @param year the year
 * @param moment as of when
 */
public record FindReturn(String unit, int year, Moment moment) {}
