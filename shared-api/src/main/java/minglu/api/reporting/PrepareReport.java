package minglu.api.reporting;

import minglu.api.tables.Moment;

/**
 * Asks for everything that signing fixes; answered with {@link PreparedReport}.
 *
 * @param unit the unit or node
 * @param year the year
 * @param moment as of when
 */
public record PrepareReport(String unit, int year, Moment moment) {}
