package minglu.command.dispute;

import java.time.LocalDate;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.dispute.DisputeConcluded;
import minglu.api.dispute.DisputeFiled;
import minglu.api.dispute.DisputeOutcome;
import minglu.api.dispute.DisputeReopened;
import minglu.api.problem.ProblemCode;
import minglu.command.subject.Facts;
import minglu.command.subject.Kind;
import minglu.command.subject.Rule;

/** A reconsideration or suit: filed, concluded, and again by appeal (2021格式 四). */
public final class DisputeLife implements Kind<DisputeLife.State> {

    /**
     * Where a dispute stands.
     *
     * @param filed what was filed; null before
     * @param concludedOn day of the latest conclusion; null while pending
     * @param outcome result of that conclusion; null while pending
     */
    public record State(DisputeFiled.Data filed, LocalDate concludedOn, DisputeOutcome outcome) {}

    @Override
    public State initial() {
        return new State(null, null, null);
    }

    @Override
    public SortedMap<String, String> decide(State state, ActData data, LocalDate occurredOn) {
        if (data instanceof DisputeFiled.Data filed) {
            return Facts.of("kind", filed.kind().code(), "role", filed.role().code());
        }
        String outcome = null;
        String reverses = null;
        if (data instanceof DisputeConcluded.Data concluded) {
            Rule.verify(disputeIsPending(state));
            outcome = concluded.outcome().code();
        } else if (data instanceof DisputeReopened.Data) {
            Rule.verify(thereIsAConclusionToReopen(state));
            // A conclusion of the same year no longer counts; that of an earlier year was reported and stays.
            reverses = occurredOn.getYear() == state.concludedOn().getYear()
                    ? state.outcome().code()
                    : null;
        } else {
            throw new IllegalStateException(data.getClass() + " is not an act of a dispute");
        }
        return Facts.of(
                "kind",
                state.filed().kind().code(),
                "role",
                state.filed().role().code(),
                "outcome",
                outcome,
                "reverses",
                reverses);
    }

    private static Rule disputeIsPending(State state) {
        return new Rule(
                ProblemCode.DISPUTE_CLOSED,
                "2021格式 四",
                state.concludedOn() != null,
                () -> "the dispute was concluded on " + state.concludedOn() + " as "
                        + state.outcome().code());
    }

    private static Rule thereIsAConclusionToReopen(State state) {
        return new Rule(
                ProblemCode.ACT_NOT_FOUND,
                "contract: dispute-reopened",
                state.concludedOn() == null,
                () -> "the dispute is still pending; there is no conclusion to reopen");
    }

    @Override
    public State evolve(State state, ActData data, LocalDate occurredOn, SortedMap<String, String> facts) {
        if (data instanceof DisputeFiled.Data filed) {
            return new State(filed, null, null);
        }
        return data instanceof DisputeConcluded.Data concluded
                ? new State(state.filed(), occurredOn, concluded.outcome())
                : new State(state.filed(), null, null);
    }
}
