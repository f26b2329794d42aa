package minglu.command.sequencer;

import java.util.Optional;

/** Where events stand. Streams and sequence numbers are all an aggregate knows; positions are what the public sees. */
public interface Positions {

    /**
     * The receipt of a stored event.
     *
     * @param stream the event's stream (aggregate identifier)
     * @param sequence its sequence number there, from 0
     * @return empty if no such event is stored
     */
    Optional<Receipt> locate(String stream, long sequence);

    /** The highest committed position, 0 for an empty history. */
    long head();
}
