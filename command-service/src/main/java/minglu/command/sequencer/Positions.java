package minglu.command.sequencer;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where events stand. Streams and sequence numbers are all an aggregate knows; positions are what the public sees. */
public interface Positions {

    /**
     * The receipt of a stored event.
     *
     * @param stream the event's stream (aggregate identifier)
     * @param sequence its sequence number there, from 0
     * @return empty if no such event is stored
     */
    default Optional<Receipt> locate(String stream, long sequence) {
        Slot slot = new Slot(stream, sequence);
        return Optional.ofNullable(locate(Set.of(slot)).get(slot));
    }

    /**
     * The receipts of many events with few statements; those that are not stored, or whose position is not known in time, are left
     * out.
     */
    Map<Slot, Receipt> locate(Collection<Slot> slots);

    /** The highest committed position, 0 for an empty history. */
    long head();
}
