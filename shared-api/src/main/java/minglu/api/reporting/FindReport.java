package minglu.api.reporting;

import minglu.api.tables.Moment;

/**
 * Asks for the report of a unit or node on a year; answered with {@link ReportView}.
 *
 * @param unit the unit or node
 * @param year the year
 * @param moment as of when
 */
public record FindReport(String unit, int year, Moment moment) {}
