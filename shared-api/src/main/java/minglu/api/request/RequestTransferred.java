package minglu.api.request;

import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.FreeText;
import minglu.api.act.Link;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 告知向其他机关申请 (条例 36(5)): closes here as {@code unavailable-not-held}.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record RequestTransferred(ActStamp act, Data data, SortedMap<String, String> facts) implements RequestEvent {

    /**
     * What the client says.
     *
     * @param toUnit receiving unit
     * @param toOrgan receiving organ outside the district
     * @param toSubject subject at the receiving unit
     */
    public record Data(@Link String toUnit, @FreeText String toOrgan, @Link String toSubject) implements ActData {}
}
