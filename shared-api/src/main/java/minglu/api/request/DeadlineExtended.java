package minglu.api.request;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.FreeText;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 延长答复期限 (条例 33), once.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record DeadlineExtended(ActStamp act, Data data, SortedMap<String, String> facts) implements RequestEvent {

    /**
     * What the client says.
     *
     * @param workingDays working days added, 1 to 20
     * @param approvedBy head of the 工作机构 who approved
     */
    public record Data(@NotNull @Min(1) @Max(20) Long workingDays, @NotNull @FreeText String approvedBy)
            implements ActData {}
}
