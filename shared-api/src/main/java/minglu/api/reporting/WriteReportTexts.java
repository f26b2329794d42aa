package minglu.api.reporting;

import minglu.api.act.Identifiers;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for the texts of a report to be replaced; answered with {@link StepTaken}.
 *
 * @param stream the report's stream
 * @param unit the unit or node
 * @param year the year
 * @param by opaque id of the user
 * @param texts sealed texts
 */
public record WriteReportTexts(
        @TargetAggregateIdentifier String stream, String unit, int year, String by, ReportTexts texts) {

    /** The command. */
    public static WriteReportTexts of(String unit, int year, String by, ReportTexts texts) {
        return new WriteReportTexts(Identifiers.reportStream(unit, year), unit, year, by, texts);
    }
}
