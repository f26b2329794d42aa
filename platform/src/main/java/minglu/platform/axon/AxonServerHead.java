package minglu.platform.axon;

import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** Asks Axon Server for its last event. */
final class AxonServerHead implements StoreHead {

    private final AxonServerLink link;
    private final EventStore store;

    AxonServerHead(AxonServerLink link, EventStore store) {
        this.link = link;
        this.store = store;
    }

    /** @throws RefusedException {@code unavailable} */
    @Override
    public long position() {
        link.require();
        TrackingToken head;
        try {
            head = store.createHeadToken();
        } catch (EventStoreException e) {
            throw new RefusedException(ProblemCode.UNAVAILABLE, "the event store does not say where it stands");
        }
        return Positions.of(head);
    }
}
