package minglu.query.follow;

import java.time.Instant;
import minglu.platform.axon.Positions;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.UnknownSerializedType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event as a projection takes it in.
 *
 * @param position 1 or more
 * @param recordedAt when it was recorded
 * @param actor opaque id of the user behind it, or null
 * @param payload the event, or {@link Parked} where it cannot be read
 */
public record Followed(long position, Instant recordedAt, String actor, Object payload) {

    private static final String ACTOR = "actor";
    private static final Logger LOG = LoggerFactory.getLogger(Followed.class);

    /**
     * An event of a tracking processor or of a stream of the store.
     *
     * @throws IllegalStateException if it has no position
     */
    static Followed of(EventMessage<?> event) {
        if (!(event instanceof TrackedEventMessage<?> tracked)) {
            throw new IllegalStateException(
                    "event " + event.getIdentifier() + " has no position; it needs a tracking processor");
        }
        long position = Positions.of(tracked.trackingToken());
        try {
            Object payload = event.getPayload();
            if (payload instanceof UnknownSerializedType unknown) {
                String type = unknown.serializedType().getName();
                payload = Parked.unreadable(type, "this version knows no event of type " + type);
            }
            return new Followed(
                    position, event.getTimestamp(), (String) event.getMetaData().get(ACTOR), payload);
        } catch (SerializationException e) {
            String type = event.getPayloadType().getName();
            LOG.error("the event at position {} of type {} cannot be read", position, type, e);
            return new Followed(
                    position,
                    event.getTimestamp(),
                    null,
                    Parked.unreadable(type, "the stored event of type " + type + " cannot be read"));
        }
    }

    /** The same event, recorded at this time if it says an earlier one. */
    public Followed notBefore(Instant time) {
        return recordedAt.isBefore(time) ? new Followed(position, time, actor, payload) : this;
    }
}
