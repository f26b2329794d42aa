package minglu.api.reporting;

import org.axonframework.serialization.Revision;

/**
 * A unit took its figures back.
 *
 * @param unit the unit
 * @param year the year
 * @param signOff who, and why
 */
@Revision("1")
public record ReturnWithdrawn(String unit, int year, SignOff signOff) implements ReturnEvent {

    @Override
    public ReturnStep step() {
        return ReturnStep.WITHDRAW;
    }
}
