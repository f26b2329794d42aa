package minglu.command.sequencer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minglu.command.streams.EventStreams;
import org.axonframework.eventhandling.DomainEventMessage;

/** Streams on PostgreSQL: read by one statement, appended through the {@link Sequencer}; what it answers is committed. */
final class SequencedStreams implements EventStreams {

    private final SequencerEventStorageEngine engine;
    private final Sequencer sequencer;
    private final SequencedEventStore store;

    SequencedStreams(SequencerEventStorageEngine engine, Sequencer sequencer, SequencedEventStore store) {
        this.engine = engine;
        this.sequencer = sequencer;
        this.store = store;
    }

    @Override
    public Map<String, List<DomainEventMessage<?>>> read(Collection<String> streams) {
        return engine.readStreams(streams);
    }

    @Override
    public List<Optional<RuntimeException>> append(List<List<DomainEventMessage<?>>> changes) {
        List<Optional<RuntimeException>> failures = sequencer.appendEach(changes.stream()
                .map(events -> events.stream().map(engine::newEvent).toList())
                .toList());
        store.announce();
        return failures;
    }
}
