package minglu.api.reporting;

import org.axonframework.serialization.Revision;

/**
 * The figures of a unit were taken over; its year is closed for acts that are not late.
 *
 * @param unit the unit
 * @param year the year
 * @param signOff who, and why
 * @param figures the figures at that moment
 */
@Revision("1")
public record ReturnAccepted(String unit, int year, SignOff signOff, KeptFigures figures) implements ReturnEvent {

    @Override
    public ReturnStep step() {
        return ReturnStep.ACCEPT;
    }
}
