package minglu.command.decision;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Story.story;

import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A licence, penalty or coercive measure: one act, counted whether published or not. */
class DecisionTest {

    @ParameterizedTest
    @ValueSource(strings = {"licence", "penalty", "coercion"})
    void aDecisionCountsItsKindPublishedOrNot(String kind) {
        story().when(act("1", "decision-made", "2021-03-01", "{'kind':'" + kind + "'}"))
                .recorded("kind", kind);
        story().when(act("1", "decision-made", "2021-03-01", "{'kind':'" + kind + "','published':false}"))
                .recorded("kind", kind);
    }

    @Test
    void aDecisionIsMadeOnce() {
        story().given(act("1", "decision-made", "2021-03-01", "{'kind':'licence'}"))
                .when(act("2", "decision-made", "2021-03-02", "{'kind':'penalty'}"))
                .refused(ProblemCode.SUBJECT_EXISTS, "as a decision");
    }
}
