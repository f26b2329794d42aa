package minglu.api.reporting;

import java.util.List;
import minglu.api.act.Identifiers;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for the dismissals of a report's text checks to be replaced; answered with {@link StepTaken}.
 *
 * @param stream the report's stream
 * @param unit the unit or node
 * @param year the year
 * @param by opaque id of the user
 * @param dismissals which possible contradictions mean something else
 */
public record DismissTextChecks(
        @TargetAggregateIdentifier String stream, String unit, int year, String by, List<Dismissal> dismissals) {

    /** The command. */
    public static DismissTextChecks of(String unit, int year, String by, List<Dismissal> dismissals) {
        return new DismissTextChecks(Identifiers.reportStream(unit, year), unit, year, by, dismissals);
    }
}
