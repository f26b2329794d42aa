package minglu.command.subject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minglu.api.act.Act;
import minglu.api.act.RecordActs;
import minglu.api.act.Recorded;
import minglu.api.act.RecordedActs;
import minglu.api.act.RecordedActs.Answer;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.command.streams.EventStreams;
import minglu.command.subject.SubjectBatch.Decided;
import minglu.command.subject.SubjectBatch.Placed;
import minglu.platform.problem.Refusals;
import minglu.platform.time.BusinessDates;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Records batches of acts, a single act being a batch of one. One read brings the subjects; each act is decided in its turn and has
 * an answer of its own; what was accepted is appended in one go. The acts of one subject are stored all or none, since each was
 * decided on those before it; those of other subjects go their own way.
 */
@Component
class ActRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(ActRecorder.class);
    private static final String SUBJECT = "Subject";
    private static final String ACTOR = "actor";

    private final EventStreams streams;
    private final Gates gates;
    private final BusinessDates dates;

    ActRecorder(EventStreams streams, Gates gates, BusinessDates dates) {
        this.streams = streams;
        this.gates = gates;
        this.dates = dates;
    }

    /** What was decided of an act: one of the two. */
    private record Verdict(Decided decided, Refusal refusal) {}

    /**
     * Decides and appends. An answer without receipt and without refusal says that the act met another writer, or that its outcome
     * is not known: sent again, it is decided anew or answered as a repeat.
     */
    @CommandHandler
    RecordedActs handle(RecordActs command) {
        SubjectBatch batch = new SubjectBatch(streams, new RememberedGates(gates), dates.today());
        batch.prepare(command.acts().stream().map(RecordActs.ByUser::act).toList());
        List<Verdict> verdicts =
                command.acts().stream().map(act -> verdict(batch, act.act())).toList();
        List<Change> changes = changes(command, verdicts);
        Set<String> failed = append(changes);
        List<Answer> answers = new ArrayList<>(verdicts.size());
        for (int i = 0; i < verdicts.size(); i++) {
            answers.add(answer(command.acts().get(i).act(), verdicts.get(i), failed));
        }
        return new RecordedActs(answers);
    }

    private static Verdict verdict(SubjectBatch batch, Act act) {
        try {
            return new Verdict(batch.decide(act), null);
        } catch (RefusedException e) {
            return new Verdict(null, e.refusal());
        } catch (RuntimeException e) {
            // A fault of ours with this act must not fail its neighbours.
            String faultId = IdentifierFactory.getInstance().generateIdentifier();
            LOG.error(
                    "An act of type {} could not be decided, fault {}",
                    act.type().code(),
                    faultId,
                    e);
            return new Verdict(
                    null,
                    Refusal.of(ProblemCode.INTERNAL, "an unexpected fault; the log of the server names it " + faultId));
        }
    }

    /** Events that are stored together or not at all: those of one subject, and of the opening stock it claims a place in. */
    private static final class Change {
        private final Set<String> streams = new HashSet<>();
        private final List<DomainEventMessage<?>> events = new ArrayList<>();
    }

    private static List<Change> changes(RecordActs command, List<Verdict> verdicts) {
        List<Change> changes = new ArrayList<>();
        Map<String, Change> byStream = new HashMap<>();
        for (int i = 0; i < verdicts.size(); i++) {
            Decided decided = verdicts.get(i).decided();
            if (decided == null || decided.isRepeat()) {
                continue;
            }
            MetaData metaData = MetaData.with(ACTOR, command.acts().get(i).actor());
            Change change = null;
            for (Placed placed : decided.events()) {
                change = joined(change, byStream.get(placed.stream()), changes, byStream);
            }
            if (change == null) {
                change = new Change();
                changes.add(change);
            }
            for (Placed placed : decided.events()) {
                change.streams.add(placed.stream());
                byStream.put(placed.stream(), change);
                change.events.add(message(placed, metaData));
            }
        }
        return changes;
    }

    /** Two changes become one where an act has events in both; each stream's events stay in their order. */
    private static Change joined(Change one, Change other, List<Change> changes, Map<String, Change> byStream) {
        if (one == null || other == null || one == other) {
            return one == null ? other : one;
        }
        one.events.addAll(other.events);
        one.streams.addAll(other.streams);
        other.streams.forEach(stream -> byStream.put(stream, one));
        changes.remove(other);
        return one;
    }

    /** Made as if read from the store, so that only the actor becomes metadata: who asks for more finds it in the act. */
    private static DomainEventMessage<?> message(Placed placed, MetaData metaData) {
        return new GenericDomainEventMessage<>(
                SUBJECT,
                placed.stream(),
                placed.sequence(),
                placed.payload(),
                metaData,
                IdentifierFactory.getInstance().generateIdentifier(),
                GenericDomainEventMessage.clock.instant());
    }

    /** The streams of changes that were not stored. */
    private Set<String> append(List<Change> changes) {
        Set<String> failed = new HashSet<>();
        if (changes.isEmpty()) {
            return failed;
        }
        List<List<DomainEventMessage<?>>> events = new ArrayList<>(changes.size());
        changes.forEach(change -> events.add(change.events));
        List<Optional<RuntimeException>> failures = streams.append(events);
        RuntimeException unavailable = null;
        for (int i = 0; i < changes.size(); i++) {
            RuntimeException failure = failures.get(i).orElse(null);
            if (failure != null) {
                failed.addAll(changes.get(i).streams);
                unavailable = Refusals.of(failure).isPresent() ? failure : unavailable;
                LOG.debug("A change of {} was not stored", changes.get(i).streams, failure);
            }
        }
        if (unavailable != null
                && failed.size()
                        == changes.stream()
                                .mapToInt(change -> change.streams.size())
                                .sum()) {
            throw unavailable;
        }
        return failed;
    }

    /** Where something was not stored, what was refused may have been decided on it, and is decided anew. */
    private static Answer answer(Act act, Verdict verdict, Set<String> failed) {
        if (verdict.refusal() != null) {
            return failed.isEmpty() ? Answer.refused(verdict.refusal()) : Answer.UNKNOWN;
        }
        Decided decided = verdict.decided();
        return !decided.stored() && failed.contains(decided.stream())
                ? Answer.UNKNOWN
                : Answer.recorded(new Recorded(decided.stream(), decided.sequence(), decided.isRepeat()));
    }
}
