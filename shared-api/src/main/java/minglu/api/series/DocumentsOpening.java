package minglu.api.series;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.Quantities;
import minglu.api.act.RecordedFacts;
import minglu.api.document.DocumentKind;
import org.axonframework.serialization.Revision;

/**
 * Documents in force when reporting began; dated 1 January of the first reporting year, once per kind, stock only.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record DocumentsOpening(ActStamp act, Data data, SortedMap<String, String> facts) implements SeriesEvent {

    /**
     * What the client says.
     *
     * @param kind row of table two
     * @param inForce documents in force, 0 or more
     */
    public record Data(@NotNull DocumentKind kind, @NotNull @Min(0) @Max(Quantities.LARGEST) Long inForce)
            implements ActData {}
}
