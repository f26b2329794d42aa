package minglu.query.follow;

/** The events of the store, to be read again beside the processors. */
public interface EventHistory {

    /** The position of the last event, 0 in an empty store. */
    long head();

    /** Reads the events after a position; the reader must be closed. */
    Reader after(long position);

    /** Events in the order of their positions, without a gap. */
    interface Reader extends AutoCloseable {

        /**
         * The next event.
         *
         * @throws IllegalStateException if the store gives none within a minute, although it has one
         */
        Followed next();

        @Override
        void close();
    }
}
