package minglu.command.reporting;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import minglu.api.act.Identifiers;
import minglu.api.reporting.ReturnEvent;
import minglu.api.reporting.StepTaken;
import minglu.api.reporting.TakeReturnStep;
import minglu.platform.time.BusinessDates;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The return of a unit for a year: submitted by the unit, accepted by the district, reopened where it must be. */
@Aggregate(type = "Return", cache = "aggregateCache")
public class AnnualReturn {

    @AggregateIdentifier
    private String stream;

    private ReturnLife life = ReturnLife.INITIAL;

    /** For Axon: must not throw, since it runs before each first step of a return, accepted or not. */
    protected AnnualReturn() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    StepTaken handle(TakeReturnStep command, BusinessDates dates) {
        if (command.signOff().id().equals(life.lastStep())) {
            return new StepTaken(command.stream(), life.lastSequence(), life.version());
        }
        apply(life.decide(command, dates.today()));
        return new StepTaken(command.stream(), getVersion(), life.version());
    }

    @EventSourcingHandler
    void on(ReturnEvent event, @SequenceNumber long sequence) {
        stream = Identifiers.returnStream(event.unit(), event.year());
        life = life.evolve(event, sequence);
    }
}
