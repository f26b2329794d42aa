package minglu.query.log.store;

import java.time.Instant;
import java.util.SortedMap;

/**
 * An event as it lies in the store, before any upcaster or deserialiser has touched it.
 *
 * @param position 1 or more
 * @param id identifier of the event
 * @param stream identifier of its stream
 * @param streamType kind of stream; null for none
 * @param sequence place in the stream, from 0
 * @param type type of the payload
 * @param revision revision of the type; null for none
 * @param recordedAt the stored time
 * @param payload the stored bytes
 * @param metadata all members, as texts
 */
public record StoredEvent(
        long position,
        String id,
        String stream,
        String streamType,
        long sequence,
        String type,
        String revision,
        Instant recordedAt,
        byte[] payload,
        SortedMap<String, String> metadata) {}
