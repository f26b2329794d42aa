package minglu.api.series;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 零报告: nothing happened in the period. Silence is not zero.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record NilDeclared(ActStamp act, Data data, SortedMap<String, String> facts) implements SeriesEvent {

    /**
     * What the client says.
     *
     * @param year year declared
     * @param month month declared; the whole year where absent
     */
    public record Data(@NotNull @Min(1900) @Max(9999) Long year, @Min(1) @Max(12) Long month) implements ActData {}
}
