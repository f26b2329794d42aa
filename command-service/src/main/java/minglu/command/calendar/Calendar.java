package minglu.command.calendar;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minglu.api.calendar.CalendarYear;
import minglu.api.calendar.CalendarYearDefined;
import minglu.api.calendar.CalendarYearRecorded;
import minglu.api.calendar.DefineCalendarYear;
import minglu.api.calendar.WorkdayCalendar;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The calendar that administrators add years to; one stream for all years. */
@Aggregate(type = "Calendar", cache = "aggregateCache")
public class Calendar {

    /**
     * What now holds of a year.
     *
     * @param definition the year, sorted
     * @param sequence sequence number of the event that said so
     */
    private record Known(CalendarYear definition, long sequence) {}

    @AggregateIdentifier
    private String stream;

    private final Map<Integer, Known> years = new HashMap<>();

    /** For Axon: must not throw. */
    protected Calendar() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    CalendarYearRecorded handle(DefineCalendarYear command) {
        List<Violation> violations = command.definition().violations();
        if (!violations.isEmpty()) {
            throw new RefusedException(
                    ProblemCode.INVALID_REQUEST,
                    violations.get(0).pointer() + ": " + violations.get(0).message(),
                    violations);
        }
        CalendarYear wanted = command.definition().sorted();
        Known known = years.get(wanted.year());
        if (known != null && known.definition().equals(wanted)) {
            return new CalendarYearRecorded(known.sequence(), true, false);
        }
        boolean added =
                known == null && WorkdayCalendar.builtIn().year(wanted.year()).isEmpty();
        apply(new CalendarYearDefined(wanted));
        return new CalendarYearRecorded(getVersion(), false, added);
    }

    @EventSourcingHandler
    void on(CalendarYearDefined event, @SequenceNumber long sequence) {
        stream = DefineCalendarYear.STREAM;
        years.put(event.definition().year(), new Known(event.definition(), sequence));
    }
}
