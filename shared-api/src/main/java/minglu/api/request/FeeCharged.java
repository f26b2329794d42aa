package minglu.api.request;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.Quantities;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 信息处理费收费通知 (条例 42, 收费办法 3 to 5).
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record FeeCharged(ActStamp act, Data data, SortedMap<String, String> facts) implements RequestEvent {

    /**
     * What the client says.
     *
     * @param basis way of charging
     * @param quantity request number in the month, or pages
     * @param amountYuan the statutory amount in yuan
     */
    public record Data(
            @NotNull FeeBasis basis,
            @NotNull @Min(1) @Max(Quantities.LARGEST) Long quantity,
            @NotNull BigDecimal amountYuan)
            implements ActData {}
}
