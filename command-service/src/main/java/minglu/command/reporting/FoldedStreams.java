package minglu.command.reporting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Streams of one kind, folded. A folded stream is used again only while the last sequence number of the stream is unchanged.
 *
 * @param <S> what a stream folds to; immutable
 */
final class FoldedStreams<S> {

    private static final int REMEMBERED = 20_000;

    private record Folded<S>(long lastSequence, S state) {}

    private final Cache<String, Folded<S>> cache = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();
    private final EventStore store;
    private final S initial;
    private final BiFunction<S, DomainEventMessage<?>, S> evolve;

    FoldedStreams(EventStore store, S initial, BiFunction<S, DomainEventMessage<?>, S> evolve) {
        this.store = store;
        this.initial = initial;
        this.evolve = evolve;
    }

    /** The state of a stream at this moment; the initial one where nothing was recorded. */
    S find(String stream) {
        Long last = store.lastSequenceNumberFor(stream).orElse(null);
        if (last == null) {
            return initial;
        }
        Folded<S> folded = cache.getIfPresent(stream);
        if (folded == null || folded.lastSequence() != last) {
            folded = fold(stream);
            cache.put(stream, folded);
        }
        return folded.state();
    }

    private Folded<S> fold(String stream) {
        S state = initial;
        long last = -1;
        DomainEventStream events = store.readEvents(stream);
        while (events.hasNext()) {
            DomainEventMessage<?> event = events.next();
            state = evolve.apply(state, event);
            last = event.getSequenceNumber();
        }
        return new Folded<>(last, state);
    }
}
