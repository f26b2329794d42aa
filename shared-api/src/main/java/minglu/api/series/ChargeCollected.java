package minglu.api.series;

import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.FreeText;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 行政事业性收费 (条例 20(8)).
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record ChargeCollected(ActStamp act, Data data, SortedMap<String, String> facts) implements SeriesEvent {

    /**
     * What the client says.
     *
     * @param amountYuan amount in yuan
     * @param item 收费项目
     */
    public record Data(@NotNull BigDecimal amountYuan, @FreeText String item) implements ActData {}
}
