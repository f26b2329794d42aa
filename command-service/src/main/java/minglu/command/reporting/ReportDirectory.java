package minglu.command.reporting;

import minglu.api.act.Identifiers;
import minglu.api.reporting.ReportStepEvent;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** The reports as the event store knows them at this moment. */
@Component
public class ReportDirectory {

    private final FoldedStreams<ReportLife> streams;

    /** Reads this store. */
    public ReportDirectory(EventStore store) {
        streams = new FoldedStreams<>(
                store,
                ReportLife.INITIAL,
                // Texts and reference figures do not matter here and can be large.
                (life, event) -> event.getPayload() instanceof ReportStepEvent step
                        ? life.evolve(step, event.getSequenceNumber())
                        : life);
    }

    /** Whether a version of the report of a unit or node on a year was ever signed. */
    public boolean wasSigned(String unit, int year) {
        return find(unit, year).wasSigned();
    }

    ReportLife find(String unit, int year) {
        return streams.find(Identifiers.reportStream(unit, year));
    }
}
