package minglu.standalone.history;

import java.util.function.Consumer;

/** A store of events, as far as carrying a history needs it. */
interface EventStore extends AutoCloseable {

    /** For people: where it is. */
    String name();

    /**
     * Gives every event, by position.
     *
     * @return the number of events
     * @throws HistoryRefusedException if the history is not whole
     * @throws StoreUnreachableException if the store does not answer
     */
    long read(Consumer<StoredEvent> each);

    /**
     * Demands that there is no event, nobody who might be writing one, and a store that can keep what is coming as it is.
     *
     * @throws HistoryRefusedException if that is not so
     */
    void requireEmpty();

    /**
     * Whether the store would give an event back as it is, byte for byte.
     *
     * @throws HistoryRefusedException if not
     */
    default void requireKept(StoredEvent event) {}

    /**
     * Stores the events of a whole history, in order.
     *
     * @throws HistoryRefusedException if the store is not empty any more, or refuses an event
     */
    void write(EventFile.Feed events);

    @Override
    void close();
}
