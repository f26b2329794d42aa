package minglu.api.request;

import jakarta.validation.constraints.NotNull;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.FreeText;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 答复 (条例 36 to 39): closes a request with one of the 21 results.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record RequestDecided(ActStamp act, Data data, SortedMap<String, String> facts) implements RequestEvent {

    /**
     * What the client says.
     *
     * @param outcome result row of table three
     * @param legalBasis article relied on
     * @param cause only with {@code closed-other}
     */
    public record Data(@NotNull Outcome outcome, @FreeText String legalBasis, ClosingCause cause) implements ActData {}
}
