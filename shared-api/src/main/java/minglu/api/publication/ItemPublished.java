package minglu.api.publication;

import jakarta.validation.constraints.NotNull;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.FreeText;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 主动公开一条政府信息: opens a publication.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record ItemPublished(ActStamp act, Data data, SortedMap<String, String> facts) implements PublicationEvent {

    /**
     * What the client says.
     *
     * @param channel where
     * @param category what kind
     * @param title title
     * @param url address
     * @param reviewedBy who reviewed before publication (先审查、后发布); never the recorder
     */
    public record Data(
            @NotNull PublicationChannel channel,
            @NotNull PublicationCategory category,
            @FreeText String title,
            @FreeText String url,
            @FreeText String reviewedBy)
            implements ActData {}
}
