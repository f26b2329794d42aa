package minglu.api.reporting;

import java.util.List;
import minglu.api.act.Identifiers;
import minglu.api.tables.CheckLine;
import minglu.api.tables.TablesView;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for a step of a report; answered with {@link StepTaken}.
 *
 * @param stream the report's stream
 * @param unit the unit or node
 * @param year the year
 * @param step what to do
 * @param signOff who, and why, comment sealed
 * @param figures to sign: the figures of the read side at the store's head, which are kept; to publish: the same, which are only
 *     checked, since what was signed is published; else null
 * @param textChecks to sign: what the texts say against the figures; else empty
 * @param content to sign: the version as canonical JSON; else null
 * @param checkpoint to publish: the signed checkpoint of the transparency log that covers the signature; else null
 */
public record TakeReportStep(
        @TargetAggregateIdentifier String stream,
        String unit,
        int year,
        ReportStep step,
        SignOff signOff,
        TablesView figures,
        List<CheckLine> textChecks,
        String content,
        String checkpoint) {

    /** The command that signs. */
    public static TakeReportStep sign(
            String unit, int year, SignOff signOff, TablesView figures, List<CheckLine> textChecks, String content) {
        return new TakeReportStep(
                Identifiers.reportStream(unit, year),
                unit,
                year,
                ReportStep.SIGN,
                signOff,
                figures,
                textChecks,
                content,
                null);
    }

    /** The command for a step that needs no figures. */
    public static TakeReportStep of(String unit, int year, ReportStep step, SignOff signOff) {
        return new TakeReportStep(
                Identifiers.reportStream(unit, year), unit, year, step, signOff, null, List.of(), null, null);
    }

    /** The command that publishes. */
    public static TakeReportStep publish(
            String unit, int year, SignOff signOff, TablesView figures, String checkpoint) {
        return new TakeReportStep(
                Identifiers.reportStream(unit, year),
                unit,
                year,
                ReportStep.PUBLISH,
                signOff,
                figures,
                List.of(),
                null,
                checkpoint);
    }
}
