package minglu.api.dispute;

import jakarta.validation.constraints.NotNull;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.Link;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 行政复议 or 行政诉讼 was filed: opens a dispute.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record DisputeFiled(ActStamp act, Data data, SortedMap<String, String> facts) implements DisputeEvent {

    /**
     * What the client says.
     *
     * @param kind block of table four
     * @param role role of the organ
     * @param request application it is about
     */
    public record Data(@NotNull DisputeKind kind, @NotNull DisputeRole role, @Link String request) implements ActData {}
}
