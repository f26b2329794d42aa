package minglu.query.feed;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * An event in the JSON format of CloudEvents 1.0.
 *
 * @param specversion always {@code 1.0}
 * @param id the position of the event in the history; unique together with the source
 * @param source always {@link #SOURCE}
 * @param type {@code cn.minglu.act.<type>} for acts; see {@link FeedTypes} for the others
 * @param subject unit and subject of an act as {@code unit/subject}; of other events what they are about
 * @param time when it was recorded
 * @param datacontenttype always {@code application/json}
 * @param data what happened
 */
@JsonPropertyOrder({"specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"})
record CloudEvent(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        JsonNode data) {

    /** Where events come from: the feed of this installation. */
    static final String SOURCE = "/api/v1/events";

    CloudEvent(long position, String type, String subject, Instant time, JsonNode data) {
        this("1.0", Long.toString(position), SOURCE, type, subject, time, "application/json", data);
    }
}
