package minglu.api.reporting;

import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * Possible contradictions between the texts of a report and its figures were dismissed; the list replaces the earlier one.
 *
 * @param unit the unit or node
 * @param year the year
 * @param by opaque id of the user
 * @param dismissals which
 */
@Revision("1")
public record TextChecksDismissed(String unit, int year, String by, List<Dismissal> dismissals)
        implements ReportEvent {}
