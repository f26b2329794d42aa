package minglu.command.decision;

import java.time.LocalDate;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.decision.DecisionMade;
import minglu.command.subject.Facts;
import minglu.command.subject.Kind;

/** A licence, penalty or coercive measure; all decisions count, published or not (2021格式 二). */
public final class DecisionLife implements Kind<DecisionLife.State> {

    /** A decision has no further life. */
    public enum State {
        /** The only state. */
        MADE
    }

    @Override
    public State initial() {
        return State.MADE;
    }

    @Override
    public SortedMap<String, String> decide(State state, ActData data, LocalDate occurredOn) {
        return Facts.of("kind", ((DecisionMade.Data) data).kind().code());
    }

    @Override
    public State evolve(State state, ActData data, LocalDate occurredOn, SortedMap<String, String> facts) {
        return state;
    }
}
