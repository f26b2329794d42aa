package minglu.query.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;

/** The events of a store, given to the feed at the pace of {@link FeedPace}. */
final class PacedSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final StreamableMessageSource<TrackedEventMessage<?>> store;
    private final FeedPace pace;

    PacedSource(StreamableMessageSource<TrackedEventMessage<?>> store, FeedPace pace) {
        this.store = store;
        this.pace = pace;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken trackingToken) {
        BlockingStream<TrackedEventMessage<?>> events = store.openStream(trackingToken);
        return new BlockingStream<>() {

            @Override
            public Optional<TrackedEventMessage<?>> peek() {
                return events.peek();
            }

            /** A processor asks this once for each batch, before its first event. */
            @Override
            public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
                pace.looking();
                boolean available = events.hasNextAvailable(timeout, unit);
                if (available) {
                    pace.gather();
                }
                return available;
            }

            @Override
            public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
                return events.nextAvailable();
            }

            @Override
            public void close() {
                events.close();
            }

            @Override
            public boolean setOnAvailableCallback(Runnable callback) {
                return events.setOnAvailableCallback(callback);
            }

            @Override
            public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
                events.skipMessagesWithPayloadTypeOf(ignored);
            }
        };
    }

    @Override
    public TrackingToken createTailToken() {
        return store.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return store.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return store.createTokenAt(dateTime);
    }

    @Override
    public TrackingToken createTokenSince(Duration duration) {
        return store.createTokenSince(duration);
    }
}
