package minglu.query.log.store;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The history as bytes: what is hashed is what is stored, never a re-serialised form. */
public interface StoredEvents {

    /**
     * Gives the events after a position, in order.
     *
     * @param after 0 for the beginning
     * @param until last position wanted
     * @param reader takes each event; ends early only by an exception
     */
    void read(long after, long until, Consumer<StoredEvent> reader);

    /** The latest time of recording after a position up to another; empty where there is no event. */
    default Optional<Instant> latest(long after, long until) {
        Instant[] latest = new Instant[1];
        read(after, until, event -> {
            Instant recordedAt = event.recordedAt();
            latest[0] = latest[0] == null || recordedAt.isAfter(latest[0]) ? recordedAt : latest[0];
        });
        return Optional.ofNullable(latest[0]);
    }

    /** The position of the last event, 0 for none. */
    long head();

    /** How many events are stored after a position up to another, asked anew: all of them unless something is wrong. */
    long count(long after, long until);
}
