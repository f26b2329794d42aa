package minglu.command.subject;

import java.time.LocalDate;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.problem.RefusedException;

/**
 * The rules of one kind of subject, without Axon: two pure functions over an immutable state.
 *
 * @param <S> the state of a subject of this kind
 */
public interface Kind<S> {

    /** The state before the first act. */
    S initial();

    /**
     * Checks an act against the state.
     *
     * @param state what the live acts so far have led to
     * @param data the act, free texts sealed
     * @param occurredOn its date
     * @return the counting facts of the act, see {@link minglu.api.act.RecordedFacts#facts()}
     * @throws RefusedException if a rule of the kind forbids it
     */
    SortedMap<String, String> decide(S state, ActData data, LocalDate occurredOn);

    /** The state after an act that was accepted; assigns and checks nothing. */
    S evolve(S state, ActData data, LocalDate occurredOn, SortedMap<String, String> facts);
}
