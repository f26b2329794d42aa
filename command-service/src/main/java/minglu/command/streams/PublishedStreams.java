package minglu.command.streams;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Streams by Axon's own means, as on Axon Server: read stream by stream, appended together when the unit of work commits. */
public final class PublishedStreams implements EventStreams {

    /** Streams that are opened before the first of them is read, so that the server's answers overlap. */
    private static final int OPENED_AT_ONCE = 100;

    private final EventStore store;

    /** The streams of this store. */
    public PublishedStreams(EventStore store) {
        this.store = store;
    }

    @Override
    public Map<String, List<DomainEventMessage<?>>> read(Collection<String> streams) {
        Map<String, List<DomainEventMessage<?>>> found = new HashMap<>();
        Iterator<String> next = streams.iterator();
        while (next.hasNext()) {
            Map<String, DomainEventStream> opened = new HashMap<>();
            while (next.hasNext() && opened.size() < OPENED_AT_ONCE) {
                String stream = next.next();
                opened.put(stream, store.readEvents(stream));
            }
            opened.forEach((stream, events) -> found.put(
                    stream,
                    events.asStream().<DomainEventMessage<?>>map(event -> event).toList()));
        }
        return found;
    }

    @Override
    public List<Optional<RuntimeException>> append(List<List<DomainEventMessage<?>>> changes) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        changes.forEach(events::addAll);
        store.publish(events);
        return changes.stream()
                .map(change -> Optional.<RuntimeException>empty())
                .toList();
    }
}
