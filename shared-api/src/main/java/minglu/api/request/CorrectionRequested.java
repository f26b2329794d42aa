package minglu.api.request;

import java.time.LocalDate;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 补正通知 (条例 30), once.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record CorrectionRequested(ActStamp act, Data data, SortedMap<String, String> facts) implements RequestEvent {

    /**
     * What the client says.
     *
     * @param dueOn last day for the corrected application
     */
    public record Data(LocalDate dueOn) implements ActData {}
}
