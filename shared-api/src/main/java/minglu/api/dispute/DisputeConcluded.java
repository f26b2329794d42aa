package minglu.api.dispute;

import jakarta.validation.constraints.NotNull;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 审结: a dispute ended.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record DisputeConcluded(ActStamp act, Data data, SortedMap<String, String> facts) implements DisputeEvent {

    /**
     * What the client says.
     *
     * @param outcome column of table four
     */
    public record Data(@NotNull DisputeOutcome outcome) implements ActData {}
}
