package minglu.command.reporting;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import minglu.api.act.Identifiers;
import minglu.api.reporting.DismissTextChecks;
import minglu.api.reporting.JustifyWarnings;
import minglu.api.reporting.KeepReferenceFigures;
import minglu.api.reporting.ReferenceFiguresKept;
import minglu.api.reporting.ReportEvent;
import minglu.api.reporting.ReportTextsWritten;
import minglu.api.reporting.StepTaken;
import minglu.api.reporting.TakeReportStep;
import minglu.api.reporting.TextChecksDismissed;
import minglu.api.reporting.WarningsJustified;
import minglu.api.reporting.WriteReportTexts;
import minglu.platform.time.BusinessDates;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The report of a unit or node on a year: written, signed by one, published by another, restated in a further version. */
@Aggregate(type = "Report", cache = "aggregateCache")
public class AnnualReport {

    @AggregateIdentifier
    private String stream;

    private ReportLife life = ReportLife.INITIAL;

    /** For Axon: must not throw, since it runs before each first event of a report, accepted or not. */
    protected AnnualReport() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    StepTaken handle(TakeReportStep command, BusinessDates dates, ReturnDirectory returns) {
        if (command.signOff().id().equals(life.lastStep())) {
            return new StepTaken(command.stream(), life.lastSequence(), life.version());
        }
        return take(
                command.stream(),
                life.decide(command, dates.today(), unit -> returns.isAccepted(unit, command.year())));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    StepTaken handle(WriteReportTexts command) {
        ReportTextsWritten event =
                new ReportTextsWritten(command.unit(), command.year(), command.by(), command.texts());
        return replace(command.stream(), event, life.texts());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    StepTaken handle(JustifyWarnings command) {
        WarningsJustified event =
                new WarningsJustified(command.unit(), command.year(), command.by(), command.justifications());
        return replace(command.stream(), event, life.justified());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    StepTaken handle(DismissTextChecks command) {
        TextChecksDismissed event =
                new TextChecksDismissed(command.unit(), command.year(), command.by(), command.dismissals());
        return replace(command.stream(), event, life.dismissed());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    StepTaken handle(KeepReferenceFigures command) {
        ReferenceFiguresKept event = new ReferenceFiguresKept(
                command.unit(), command.year(), command.by(), command.format(), command.cells());
        return replace(command.stream(), event, life.reference());
    }

    /** The same command sent again changes nothing. */
    private <E extends ReportEvent> StepTaken replace(String target, E event, ReportLife.Written<E> last) {
        return last != null && last.event().equals(event)
                ? new StepTaken(target, last.sequence(), life.version())
                : take(target, event);
    }

    private StepTaken take(String target, ReportEvent event) {
        apply(event);
        return new StepTaken(target, getVersion(), life.version());
    }

    @EventSourcingHandler
    void on(ReportEvent event, @SequenceNumber long sequence) {
        stream = Identifiers.reportStream(event.unit(), event.year());
        life = life.evolve(event, sequence);
    }
}
