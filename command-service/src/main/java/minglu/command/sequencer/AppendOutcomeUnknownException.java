package minglu.command.sequencer;

import org.axonframework.common.AxonTransientException;

/**
 * It is not known whether the events of a command were stored: the answer of the database was lost, or did not come in time.
 * Never to be reported as done or as refused. Whoever sends the same command again gets the truth, since aggregates remember what
 * they applied.
 */
public class AppendOutcomeUnknownException extends AxonTransientException {

    /** With one sentence that names the events, without their content. */
    public AppendOutcomeUnknownException(String message) {
        super(message);
    }
}
