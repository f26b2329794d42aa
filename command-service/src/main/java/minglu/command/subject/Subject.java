package minglu.command.subject;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import minglu.api.act.ActEvent;
import minglu.api.act.Identifiers;
import minglu.api.act.RecordAct;
import minglu.api.act.Recorded;
import minglu.api.series.ClaimOpeningStock;
import minglu.api.series.OpeningStockClaimed;
import minglu.platform.time.BusinessDates;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** One subject of one unit, whatever its kind: identity, repeats and corrections are decided in this one place. */
@Aggregate(type = "Subject", cache = "aggregateCache")
public class Subject {

    @AggregateIdentifier
    private String stream;

    private final History history = new History();

    /** For Axon: must not throw, since it runs before each first act of a subject, accepted or not. */
    protected Subject() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Recorded handle(RecordAct command, Gates gates, BusinessDates dates) {
        History.Decision decision = history.decide(command.act(), gates, dates.today());
        if (decision.event() == null) {
            return new Recorded(command.stream(), decision.firstSequence(), true);
        }
        apply(decision.event());
        return new Recorded(command.stream(), getVersion(), false);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ClaimOpeningStock command) {
        if (history.decideClaim(command)) {
            apply(new OpeningStockClaimed(command.unit(), command.kind(), command.document()));
        }
    }

    @EventSourcingHandler
    void on(ActEvent event, @SequenceNumber long sequence) {
        stream = Identifiers.subjectStream(event.act().unit(), event.act().subject());
        history.evolve(event, sequence);
    }

    @EventSourcingHandler
    void on(OpeningStockClaimed event) {
        stream = Identifiers.subjectStream(event.unit(), ClaimOpeningStock.openingSubject(event.kind()));
        history.evolve(event);
    }
}
