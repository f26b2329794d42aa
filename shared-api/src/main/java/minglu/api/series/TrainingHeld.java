package minglu.api.series;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.FreeText;
import minglu.api.act.Quantities;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 政务公开培训.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record TrainingHeld(ActStamp act, Data data, SortedMap<String, String> facts) implements SeriesEvent {

    /**
     * What the client says.
     *
     * @param topic topic
     * @param participants people trained, 0 or more
     */
    public record Data(@NotNull @FreeText String topic, @Min(0) @Max(Quantities.LARGEST) Long participants)
            implements ActData {}
}
