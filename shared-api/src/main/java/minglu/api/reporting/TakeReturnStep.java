package minglu.api.reporting;

import minglu.api.act.Identifiers;
import minglu.api.tables.TablesView;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for a step of a return; answered with {@link StepTaken}.
 *
 * @param stream the return's stream
 * @param unit the unit
 * @param year the year
 * @param step what to do
 * @param signOff who, and why, comment sealed
 * @param figures the figures of the read side at the store's head; null for a step that needs none
 */
public record TakeReturnStep(
        @TargetAggregateIdentifier String stream,
        String unit,
        int year,
        ReturnStep step,
        SignOff signOff,
        TablesView figures) {

    /** The command for a step. */
    public static TakeReturnStep of(String unit, int year, ReturnStep step, SignOff signOff, TablesView figures) {
        return new TakeReturnStep(Identifiers.returnStream(unit, year), unit, year, step, signOff, figures);
    }
}
