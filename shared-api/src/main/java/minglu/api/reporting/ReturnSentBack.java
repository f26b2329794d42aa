package minglu.api.reporting;

import org.axonframework.serialization.Revision;

/**
 * The figures of a unit are to be mended.
 *
 * @param unit the unit
 * @param year the year
 * @param signOff who, and why
 */
@Revision("1")
public record ReturnSentBack(String unit, int year, SignOff signOff) implements ReturnEvent {

    @Override
    public ReturnStep step() {
        return ReturnStep.SEND_BACK;
    }
}
