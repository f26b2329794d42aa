package minglu.api.decision;

import jakarta.validation.constraints.NotNull;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.FreeText;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 作出处理决定 (条例 20(5), 20(6)): opens a decision.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record DecisionMade(ActStamp act, Data data, SortedMap<String, String> facts) implements DecisionEvent {

    /**
     * What the client says.
     *
     * @param kind row of table two
     * @param title title
     * @param published whether it was published
     */
    public record Data(@NotNull DecisionKind kind, @FreeText String title, Boolean published) implements ActData {}
}
