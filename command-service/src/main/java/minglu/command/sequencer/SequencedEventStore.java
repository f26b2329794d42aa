package minglu.command.sequencer;

import java.util.List;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/** Axon's event store, which also learns of events that were appended past it. */
final class SequencedEventStore extends EmbeddedEventStore {

    SequencedEventStore(Builder builder) {
        super(builder);
    }

    /** Wakes those who wait for events. */
    void announce() {
        afterCommit(List.of());
    }
}
