package minglu.api.reporting;

import org.axonframework.serialization.Revision;

/**
 * A closed year is open again; the next version of the return begins.
 *
 * @param unit the unit
 * @param year the year
 * @param signOff who, and why
 */
@Revision("1")
public record ReturnReopened(String unit, int year, SignOff signOff) implements ReturnEvent {

    @Override
    public ReturnStep step() {
        return ReturnStep.REOPEN;
    }
}
