package minglu.api.reporting;

import java.util.List;
import minglu.api.tables.CheckLine;
import minglu.api.tables.TablesView;

/**
 * The next version of a report as it would be signed.
 *
 * @param version its number
 * @param figures its figures
 * @param textChecks what its texts say against the figures
 * @param content the whole version as canonical JSON
 */
public record PreparedReport(int version, TablesView figures, List<CheckLine> textChecks, String content) {}
