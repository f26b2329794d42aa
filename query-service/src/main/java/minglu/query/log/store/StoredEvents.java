package minglu.query.log.store;

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

    /** The position of the last event, 0 for none. */
    long head();

    /** How many events are stored at positions up to one, asked anew: the same as that position unless something is wrong. */
    long count(long until);
}
