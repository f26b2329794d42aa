package minglu.api.reporting;

import java.util.List;
import minglu.api.act.Identifiers;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for the justifications of a report or return to be replaced; answered with {@link StepTaken}.
 *
 * @param stream the report's stream
 * @param unit the unit or node
 * @param year the year
 * @param by opaque id of the user
 * @param justifications reasons are sealed texts
 */
public record JustifyWarnings(
        @TargetAggregateIdentifier String stream,
        String unit,
        int year,
        String by,
        List<Justification> justifications) {

    /** The command. */
    public static JustifyWarnings of(String unit, int year, String by, List<Justification> justifications) {
        return new JustifyWarnings(Identifiers.reportStream(unit, year), unit, year, by, justifications);
    }
}
