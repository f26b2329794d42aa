package minglu.standalone.history;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * An event as it is stored, its bytes as they are.
 *
 * @param position 1 for the first event of the history
 * @param stream the stream (aggregate identifier); the event's own identifier if it belongs to no aggregate
 * @param sequence sequence number in its stream, from 0
 * @param aggregateType type of the aggregate; null if it belongs to none
 * @param identifier unique in the history
 * @param payloadType class name of the payload
 * @param payloadRevision revision of the payload, or null
 * @param recordedAt when it was recorded, whole milliseconds
 * @param payload what was recorded
 * @param metaData JSON of the metadata
 */
record StoredEvent(
        long position,
        String stream,
        long sequence,
        String aggregateType,
        String identifier,
        String payloadType,
        String payloadRevision,
        Instant recordedAt,
        byte[] payload,
        byte[] metaData) {

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredEvent event
                && position == event.position
                && stream.equals(event.stream)
                && sequence == event.sequence
                && Objects.equals(aggregateType, event.aggregateType)
                && identifier.equals(event.identifier)
                && payloadType.equals(event.payloadType)
                && Objects.equals(payloadRevision, event.payloadRevision)
                && recordedAt.equals(event.recordedAt)
                && Arrays.equals(payload, event.payload)
                && Arrays.equals(metaData, event.metaData);
    }

    @Override
    public int hashCode() {
        return identifier.hashCode();
    }

    /** Names the event, never its content. */
    @Override
    public String toString() {
        return "event " + identifier + " at position " + position;
    }
}
