package minglu.api.document;

import jakarta.validation.constraints.NotNull;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.FreeText;
import minglu.api.act.Link;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 制发规章或行政规范性文件 (条例 20(1)): opens a document.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record DocumentIssued(ActStamp act, Data data, SortedMap<String, String> facts) implements DocumentEvent {

    /**
     * What the client says.
     *
     * @param kind row of table two
     * @param title title
     * @param number 文号
     * @param revises document revised by this one; repeals nothing by itself
     */
    public record Data(
            @NotNull DocumentKind kind, @NotNull @FreeText String title, @FreeText String number, @Link String revises)
            implements ActData {}
}
