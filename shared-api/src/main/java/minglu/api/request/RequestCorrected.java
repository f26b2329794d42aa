package minglu.api.request;

import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * The corrected application arrived; the answer period starts anew (条例 30).
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record RequestCorrected(ActStamp act, Data data, SortedMap<String, String> facts) implements RequestEvent {

    /** Nothing beyond the act itself. */
    public record Data() implements ActData {}
}
