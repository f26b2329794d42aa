package minglu.api.document;

import jakarta.validation.constraints.NotNull;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 废止: a document leaves force. With {@code kind} and an unknown subject it opens a document of the opening stock.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record DocumentRepealed(ActStamp act, Data data, SortedMap<String, String> facts) implements DocumentEvent {

    /**
     * What the client says.
     *
     * @param cause how it left force
     * @param kind row of table two; needed for a document of the opening stock
     */
    public record Data(@NotNull RepealCause cause, DocumentKind kind) implements ActData {}
}
