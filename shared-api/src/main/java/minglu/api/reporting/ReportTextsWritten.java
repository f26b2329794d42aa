package minglu.api.reporting;

import org.axonframework.serialization.Revision;

/**
 * The texts for the next version of a report were written; they replace the earlier ones.
 *
 * @param unit the unit or node
 * @param year the year
 * @param by opaque id of the user
 * @param texts sealed texts
 */
@Revision("1")
public record ReportTextsWritten(String unit, int year, String by, ReportTexts texts) implements ReportEvent {}
