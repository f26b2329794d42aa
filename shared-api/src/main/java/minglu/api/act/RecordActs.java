package minglu.api.act;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks for acts to be recorded, in this order; one act or many. Each is answered by itself in {@link RecordedActs}. An act that is
 * sent again with the same content is answered with its first receipt; with other content under the same identity it is refused
 * with {@code act-conflict}.
 *
 * @param stream stream of the first act's subject, by whose unit the command finds its node; all acts are of units that share one
 * @param acts at least one
 */
public record RecordActs(@TargetAggregateIdentifier String stream, List<ByUser> acts) {

    /**
     * An act and who records it.
     *
     * @param act the act, free texts sealed
     * @param actor opaque id of the user, which enters the event's metadata
     */
    public record ByUser(Act act, String actor) {}

    /** The command for these acts. */
    public static RecordActs of(List<ByUser> acts) {
        Act first = acts.get(0).act();
        return new RecordActs(Identifiers.subjectStream(first.unit(), first.subject()), acts);
    }
}
