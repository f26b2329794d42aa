package minglu.command.reporting;

import minglu.api.act.Identifiers;
import minglu.api.reporting.ReturnEvent;
import minglu.api.reporting.ReturnState;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** The returns as the event store knows them at this moment: a decision never stands on a stale one. */
@Component
public class ReturnDirectory {

    private final FoldedStreams<ReturnLife> streams;

    /** Reads this store. */
    public ReturnDirectory(EventStore store) {
        streams = new FoldedStreams<>(store, ReturnLife.INITIAL, (life, event) -> life.evolve(
                        (ReturnEvent) event.getPayload(), event.getSequenceNumber())
                .withoutFigures());
    }

    /** Whether the return of a unit for a year is accepted: the year is closed for acts that are not late. */
    public boolean isAccepted(String unit, int year) {
        return find(unit, year).state() == ReturnState.ACCEPTED;
    }

    ReturnLife find(String unit, int year) {
        return streams.find(Identifiers.returnStream(unit, year));
    }
}
