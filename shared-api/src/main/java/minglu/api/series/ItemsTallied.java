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
import minglu.api.publication.PublicationCategory;
import minglu.api.publication.PublicationChannel;
import org.axonframework.serialization.Revision;

/**
 * Several published items counted at once, with the evidence they stand on.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record ItemsTallied(ActStamp act, Data data, SortedMap<String, String> facts) implements SeriesEvent {

    /**
     * What the client says.
     *
     * @param channel where
     * @param category what kind
     * @param count items, 1 or more
     * @param evidence where the single items can be found
     */
    public record Data(
            @NotNull PublicationChannel channel,
            @NotNull PublicationCategory category,
            @NotNull @Min(1) @Max(Quantities.LARGEST) Long count,
            @NotNull @FreeText String evidence)
            implements ActData {}
}
