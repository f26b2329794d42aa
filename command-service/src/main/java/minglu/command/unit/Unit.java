package minglu.command.unit;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minglu.api.act.Identifiers;
import minglu.api.act.Recorded;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.api.unit.DefineUnit;
import minglu.api.unit.UnitDefined;
import minglu.api.unit.UnitDefinition;
import minglu.command.subject.Rule;
import minglu.platform.time.BusinessDates;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** A unit of the tree: office, department, township, subdistrict, government or vertical organ (contract section 2). */
@Aggregate(type = "Unit", cache = "aggregateCache")
public class Unit {

    @AggregateIdentifier
    private String stream;

    private UnitHistory history;
    private UnitDefined last;
    private long lastSequence;

    /** For Axon: must not throw. */
    protected Unit() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Recorded handle(DefineUnit command, UnitDirectory units, SignedYears signed, BusinessDates dates) {
        // Without a year it is what holds now that is changed: what held before a dated change stays.
        Integer validFrom =
                command.validFrom() == null && history != null ? history.latestValidFrom() : command.validFrom();
        UnitDefined event = new UnitDefined(command.unit(), validFrom, command.definition());
        if (event.equals(last)) {
            return new Recorded(command.stream(), lastSequence, true);
        }
        List<Violation> violations = violations(command, units);
        if (!violations.isEmpty()) {
            throw new RefusedException(
                    ProblemCode.INVALID_REQUEST,
                    "unit " + command.unit() + ": " + violations.get(0).message(),
                    violations);
        }
        if (history != null) {
            int thisYear = dates.today().getYear();
            Rule.verify(new MendableYears(units, signed, thisYear)
                    .differInNoSignedYear(command.unit(), history, history.with(event)));
        }
        apply(event);
        return new Recorded(command.stream(), getVersion(), false);
    }

    private List<Violation> violations(DefineUnit command, UnitDirectory units) {
        List<Violation> found = new ArrayList<>();
        UnitDefinition wanted = command.definition();
        boolean isRoot = command.unit().equals(Identifiers.DISTRICT);
        if (isRoot && !wanted.isNode()) {
            found.add(new Violation(
                    "/kind",
                    "the root district is a government, not " + wanted.kind().code()));
        }
        if (isRoot && wanted.parent() != null) {
            found.add(new Violation("/parent", "the root district has no parent, not " + wanted.parent()));
        }
        if (history != null && history.latest().isNode() != wanted.isNode()) {
            found.add(new Violation(
                    "/kind",
                    "a unit never changes to or from government; it is "
                            + history.latest().kind().code()));
        }
        if (!isRoot) {
            parentViolation(command, units).ifPresent(found::add);
        }
        if (wanted.isNode()) {
            if (wanted.reportingFrom() != null || wanted.reportingUntil() != null || wanted.successor() != null) {
                found.add(new Violation("/reportingFrom", "a government has no reporting years of its own"));
            }
        } else {
            yearsViolation(wanted).ifPresent(found::add);
            successorViolation(command, units).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Violation> parentViolation(DefineUnit command, UnitDirectory units) {
        Set<String> seen = new HashSet<>(Set.of(command.unit()));
        String parent = command.definition().parent();
        if (parent == null) {
            return Optional.of(new Violation("/parent", "missing: only the root district has no parent"));
        }
        while (parent != null) {
            String above = parent;
            if (!seen.add(above)) {
                return Optional.of(new Violation("/parent", "unit " + command.unit() + " would stand below itself"));
            }
            Optional<UnitDefinition> definition = units.find(above).map(UnitHistory::latest);
            if (definition.isEmpty() || !definition.get().isNode()) {
                return Optional.of(new Violation("/parent", above + " is not a government"));
            }
            parent = definition.get().parent();
        }
        return Optional.empty();
    }

    private static Optional<Violation> yearsViolation(UnitDefinition wanted) {
        if (wanted.reportingFrom() == null) {
            return Optional.of(new Violation("/reportingFrom", "missing: the first reporting year"));
        }
        if (wanted.reportingUntil() != null && wanted.reportingUntil() < wanted.reportingFrom()) {
            return Optional.of(new Violation(
                    "/reportingUntil", wanted.reportingUntil() + " is before reportingFrom " + wanted.reportingFrom()));
        }
        return Optional.empty();
    }

    private static Optional<Violation> successorViolation(DefineUnit command, UnitDirectory units) {
        String successor = command.definition().successor();
        if (successor == null) {
            return Optional.empty();
        }
        if (command.definition().reportingUntil() == null) {
            return Optional.of(new Violation("/successor", "a successor needs reportingUntil"));
        }
        Set<String> met = new HashSet<>(Set.of(command.unit()));
        for (String next = successor; next != null; ) {
            Optional<UnitDefinition> found = units.find(next).map(UnitHistory::latest);
            if (!met.add(next) || found.isEmpty() || found.get().isNode()) {
                return Optional.of(new Violation(
                        "/successor",
                        successor + " is not another recording unit"
                                + (next.equals(successor) ? "" : ", or succeeds itself by way of " + next)));
            }
            next = found.get().successor();
        }
        return Optional.empty();
    }

    @EventSourcingHandler
    void on(UnitDefined event, @SequenceNumber long sequence) {
        stream = Identifiers.unitStream(event.unit());
        history = (history == null ? UnitHistory.undefined(event.unit()) : history).with(event);
        last = event;
        lastSequence = sequence;
    }
}
