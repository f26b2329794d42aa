package minglu.command.streams;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;

/** The streams of the event store, read and appended to by sets, so that many acts cost few round trips. */
public interface EventStreams {

    /**
     * Reads streams as the store holds them at this moment.
     *
     * @param streams their identifiers
     * @return the events of each by sequence number; a stream without events may be left out
     */
    Map<String, List<DomainEventMessage<?>>> read(Collection<String> streams);

    /**
     * Appends changes, each by itself: all its events or none. A store that can only append them together may do so when the unit of
     * work commits; then its failure fails them all.
     *
     * @param changes no two of them touch the same stream
     * @return for each change in order why it was not stored; empty if it was, or will be with the unit of work
     */
    List<Optional<RuntimeException>> append(List<List<DomainEventMessage<?>>> changes);
}
