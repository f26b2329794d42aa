package minglu.api.reporting;

import minglu.api.tables.Moment;

/**
 * Asks for the figures of a report published elsewhere; answered with {@link ReferenceView}.
 *
 * @param unit the unit or node
 * @param year the year
 * @param moment as of when
 */
public record FindReferenceFigures(String unit, int year, Moment moment) {}
