package minglu.api.reporting;

import org.axonframework.serialization.Revision;

/**
 * A unit handed its figures over.
 *
 * @param unit the unit
 * @param year the year
 * @param signOff who, and why
 * @param figures the figures at that moment
 */
@Revision("1")
public record ReturnSubmitted(String unit, int year, SignOff signOff, KeptFigures figures) implements ReturnEvent {

    @Override
    public ReturnStep step() {
        return ReturnStep.SUBMIT;
    }
}
