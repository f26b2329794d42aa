package minglu.api.request;

import java.math.BigDecimal;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 信息处理费缴纳: the answer period starts anew.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record FeePaid(ActStamp act, Data data, SortedMap<String, String> facts) implements RequestEvent {

    /**
     * What the client says.
     *
     * @param amountYuan amount paid in yuan; equals the charged one
     */
    public record Data(BigDecimal amountYuan) implements ActData {}
}
