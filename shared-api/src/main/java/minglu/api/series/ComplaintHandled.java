package minglu.api.series;

import jakarta.validation.constraints.NotNull;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 处理投诉、建议.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record ComplaintHandled(ActStamp act, Data data, SortedMap<String, String> facts) implements SeriesEvent {

    /**
     * What the client says.
     *
     * @param channel how it arrived
     */
    public record Data(@NotNull ComplaintChannel channel) implements ActData {}
}
