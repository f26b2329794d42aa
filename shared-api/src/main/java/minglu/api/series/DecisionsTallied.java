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
import minglu.api.decision.DecisionKind;
import org.axonframework.serialization.Revision;

/**
 * Several decisions counted at once, with the evidence they stand on.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record DecisionsTallied(ActStamp act, Data data, SortedMap<String, String> facts) implements SeriesEvent {

    /**
     * What the client says.
     *
     * @param kind row of table two
     * @param count decisions, 1 or more
     * @param evidence where the single decisions can be found
     */
    public record Data(
            @NotNull DecisionKind kind,
            @NotNull @Min(1) @Max(Quantities.LARGEST) Long count,
            @NotNull @FreeText String evidence)
            implements ActData {}
}
