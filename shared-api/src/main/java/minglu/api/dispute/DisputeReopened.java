package minglu.api.dispute;

import jakarta.validation.constraints.NotNull;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.FreeText;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * A dispute is pending again (上诉, 再审). A conclusion of the same year no longer counts.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record DisputeReopened(ActStamp act, Data data, SortedMap<String, String> facts) implements DisputeEvent {

    /**
     * What the client says.
     *
     * @param instance court or instance
     */
    public record Data(@NotNull @FreeText String instance) implements ActData {}
}
