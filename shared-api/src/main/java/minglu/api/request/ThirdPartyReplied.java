package minglu.api.request;

import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.FreeText;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * A consulted party answered, or its time ran out.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record ThirdPartyReplied(ActStamp act, Data data, SortedMap<String, String> facts) implements RequestEvent {

    /**
     * What the client says.
     *
     * @param party name of the party
     * @param consent true, false, or null for no answer
     */
    public record Data(@FreeText String party, Boolean consent) implements ActData {}
}
