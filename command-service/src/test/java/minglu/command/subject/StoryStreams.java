package minglu.command.subject;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minglu.command.streams.EventStreams;
import minglu.command.streams.PublishedStreams;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateNotFoundException;

/** The stream a story is about in the fixture's store, which knows one stream alone; all others in memory. */
final class StoryStreams implements EventStreams {

    private final EventStreams told;
    private final String stream;
    private final Map<String, List<DomainEventMessage<?>>> others = new HashMap<>();

    StoryStreams(EventStore store, String stream) {
        this.told = new PublishedStreams(store);
        this.stream = stream;
    }

    @Override
    public Map<String, List<DomainEventMessage<?>>> read(Collection<String> streams) {
        Map<String, List<DomainEventMessage<?>>> found = new HashMap<>(others);
        if (streams.contains(stream)) {
            try {
                found.putAll(told.read(List.of(stream)));
            } catch (AggregateNotFoundException e) {
                // The fixture's way to say that there are no events yet.
                found.put(stream, List.of());
            }
        }
        return found;
    }

    @Override
    public List<Optional<RuntimeException>> append(List<List<DomainEventMessage<?>>> changes) {
        for (List<DomainEventMessage<?>> change : changes) {
            List<DomainEventMessage<?>> here = new ArrayList<>();
            for (DomainEventMessage<?> event : change) {
                if (event.getAggregateIdentifier().equals(stream)) {
                    here.add(event);
                } else {
                    others.computeIfAbsent(event.getAggregateIdentifier(), absent -> new ArrayList<>())
                            .add(event);
                }
            }
            told.append(List.of(here));
        }
        return changes.stream()
                .map(change -> Optional.<RuntimeException>empty())
                .toList();
    }
}
