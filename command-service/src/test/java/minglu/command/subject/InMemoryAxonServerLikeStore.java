package minglu.command.subject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/**
 * An event store that behaves like Axon Server as far as an aggregate can tell: events pass through JSON; a taken sequence number
 * is a {@link ConcurrencyException} that carries a text and nothing else, at the commit; a writer learns no position; those who
 * follow the whole stream may see an event later than its aggregate does.
 */
final class InMemoryAxonServerLikeStore implements EventStorageEngine {

    private final InMemoryEventStorageEngine events = new InMemoryEventStorageEngine();
    private final Map<String, Long> lastSequences = new HashMap<>();
    private final Serializer serializer = Jackson3Serializer.builder().build();
    private Long held;
    private long appended;

    /** From now on followers see no further event; aggregates do. */
    synchronized void holdFollowersBack() {
        held = appended;
    }

    /** Followers see everything again. */
    synchronized void letFollowersCatchUp() {
        held = null;
    }

    @Override
    public synchronized void appendEvents(List<? extends EventMessage<?>> messages) {
        Set<String> reserved = new HashSet<>();
        Map<String, Long> next = new HashMap<>();
        List<EventMessage<?>> read = new ArrayList<>();
        for (EventMessage<?> message : messages) {
            if (!(message instanceof DomainEventMessage<?> event)) {
                throw new IllegalStateException("only events of aggregates are kept here, not " + message);
            }
            String stream = event.getAggregateIdentifier();
            long last = next.getOrDefault(stream, lastSequences.getOrDefault(stream, -1L));
            if (event.getSequenceNumber() != last + 1 || !reserved.add(stream + "#" + event.getSequenceNumber())) {
                throw new ConcurrencyException("[AXONIQ-2000] Invalid sequence number " + event.getSequenceNumber()
                        + " for aggregate " + stream + ", expected " + (last + 1));
            }
            next.put(stream, event.getSequenceNumber());
            read.add(throughJson(event));
        }
        storeNow(read);
        lastSequences.putAll(next);
        appended += read.size();
    }

    /** Outside the unit of work, which the wrapped engine would otherwise wait for. */
    private void storeNow(List<EventMessage<?>> read) {
        if (!CurrentUnitOfWork.isStarted()) {
            events.appendEvents(read);
            return;
        }
        var unit = CurrentUnitOfWork.get();
        CurrentUnitOfWork.clear(unit);
        try {
            events.appendEvents(read);
        } finally {
            CurrentUnitOfWork.set(unit);
        }
    }

    private DomainEventMessage<?> throughJson(DomainEventMessage<?> event) {
        SerializedObject<byte[]> bytes = serializer.serialize(event.getPayload(), byte[].class);
        Object payload = serializer.deserialize(bytes);
        return new GenericDomainEventMessage<>(
                event.getType(),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                payload,
                event.getMetaData(),
                event.getIdentifier(),
                event.getTimestamp());
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new IllegalStateException("no aggregate here takes snapshots");
    }

    @Override
    public synchronized Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken after, boolean mayBlock) {
        List<? extends TrackedEventMessage<?>> seen =
                events.readEvents(after, mayBlock).toList();
        if (held == null) {
            return seen.stream();
        }
        long lastSeen = held - 1;
        return seen.stream()
                .filter(event -> ((GlobalSequenceTrackingToken) event.trackingToken()).getGlobalIndex() <= lastSeen);
    }

    @Override
    public synchronized DomainEventStream readEvents(String stream, long firstSequence) {
        return events.readEvents(stream, firstSequence);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String stream) {
        return Optional.empty();
    }

    @Override
    public synchronized Optional<Long> lastSequenceNumberFor(String stream) {
        return Optional.ofNullable(lastSequences.get(stream));
    }

    @Override
    public TrackingToken createTailToken() {
        return events.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return events.createHeadToken();
    }
}
