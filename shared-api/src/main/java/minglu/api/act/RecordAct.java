package minglu.api.act;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for an act to be recorded. Sent again with the same content it answers the first receipt; with other content under the
 * same identity it is refused with {@code act-conflict}.
 *
 * @param stream the subject's stream, see {@link Identifiers#subjectStream(String, String)}
 * @param act the act, free texts sealed
 */
public record RecordAct(@TargetAggregateIdentifier String stream, Act act) {

    /** The command for an act. */
    public static RecordAct of(Act act) {
        return new RecordAct(Identifiers.subjectStream(act.unit(), act.subject()), act);
    }
}
