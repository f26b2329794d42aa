package minglu.api.request;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.FreeText;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 延迟答复 (条例 35).
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record AnswerDelayed(ActStamp act, Data data, SortedMap<String, String> facts) implements RequestEvent {

    /**
     * What the client says.
     *
     * @param until day told to the applicant
     * @param approvedBy who approved
     */
    public record Data(@NotNull LocalDate until, @NotNull @FreeText String approvedBy) implements ActData {}
}
