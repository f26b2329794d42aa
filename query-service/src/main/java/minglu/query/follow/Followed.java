package minglu.query.follow;

import java.time.Instant;

/**
 * An event as a projection takes it in.
 *
 * @param position 1 or more
 * @param recordedAt when it was recorded
 * @param actor opaque id of the user behind it, or null
 * @param payload the event
 */
public record Followed(long position, Instant recordedAt, String actor, Object payload) {

    /** The same event, recorded at this time if it says an earlier one. */
    public Followed notBefore(Instant time) {
        return recordedAt.isBefore(time) ? new Followed(position, time, actor, payload) : this;
    }
}
