package minglu.api.publication;

import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * A published item was withdrawn; it stays counted as published.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record ItemWithdrawn(ActStamp act, Data data, SortedMap<String, String> facts) implements PublicationEvent {

    /** Nothing beyond the act itself. */
    public record Data() implements ActData {}
}
