package minglu.api.reporting;

import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * Warnings of a unit's or node's figures were justified; the list replaces the earlier one.
 *
 * @param unit the unit or node
 * @param year the year
 * @param by opaque id of the user
 * @param justifications reasons are sealed texts
 */
@Revision("1")
public record WarningsJustified(String unit, int year, String by, List<Justification> justifications)
        implements ReportEvent {}
