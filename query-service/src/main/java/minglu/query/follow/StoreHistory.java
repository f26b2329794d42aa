package minglu.query.follow;

import java.util.concurrent.TimeUnit;
import minglu.platform.axon.Positions;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The history in Axon's event store. */
final class StoreHistory implements EventHistory {

    private static final int PATIENCE_SECONDS = 60;

    private final EventStore store;

    StoreHistory(EventStore store) {
        this.store = store;
    }

    @Override
    public long head() {
        return Positions.of(store.createHeadToken());
    }

    @Override
    public Reader after(long position) {
        TrackingToken head = store.createHeadToken();
        BlockingStream<TrackedEventMessage<?>> stream = store.openStream(Positions.token(position, head));
        return new Reader() {
            @Override
            public Followed next() {
                try {
                    if (!stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                        throw new IllegalStateException("the event store gave no event within " + PATIENCE_SECONDS
                                + " seconds, reading on from position " + position);
                    }
                    return Followed.of(stream.nextAvailable());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while reading events after position " + position, e);
                }
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }
}
