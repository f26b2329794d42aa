package minglu.api.request;

import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.FreeText;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 征求意见 (条例 32, 33(3), 34): pauses the clock.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record ThirdPartyConsulted(ActStamp act, Data data, SortedMap<String, String> facts) implements RequestEvent {

    /**
     * What the client says.
     *
     * @param with who was asked; {@code third-party} where absent
     * @param party name of the party
     */
    public record Data(Consulted with, @FreeText String party) implements ActData {
        /** Fills in the default, so that an absent and a written default are the same act. */
        public Data {
            with = with == null ? Consulted.THIRD_PARTY : with;
        }
    }
}
