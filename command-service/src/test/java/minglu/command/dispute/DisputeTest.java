package minglu.command.dispute;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.filed;
import static minglu.command.subject.Story.story;

import minglu.api.act.Act;
import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a dispute: filed, concluded, reopened, concluded again. */
class DisputeTest {

    private static final Act FILED = filed("1", "2021-03-01");
    private static final Act CONCLUDED = act("2", "dispute-concluded", "2021-06-01", "{'outcome':'upheld'}");
    private static final Act REOPENED = act("3", "dispute-reopened", "2021-07-01", "{'instance':'市中级人民法院'}");

    @ParameterizedTest
    @ValueSource(strings = {"reconsideration", "litigation-direct", "litigation-after-reconsideration"})
    void aFilingOpensADisputeAndCountsItsKindAndRole(String kind) {
        story().when(act("1", "dispute-filed", "2021-03-01", "{'kind':'" + kind + "','role':'original-organ'}"))
                .recorded("kind", kind, "role", "original-organ");
    }

    @Test
    void aCoDefendantIsRecordedWithItsRoleThroughout() {
        Act asCoDefendant = act(
                "1",
                "dispute-filed",
                "2021-03-01",
                "{'kind':'litigation-after-reconsideration','role':'co-defendant','request':'SQ-9'}");
        story().when(asCoDefendant).recorded("kind", "litigation-after-reconsideration", "role", "co-defendant");
        story().given(asCoDefendant)
                .when(CONCLUDED)
                .recorded("kind", "litigation-after-reconsideration", "role", "co-defendant", "outcome", "upheld");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upheld", "corrected", "other"})
    void aConclusionCountsItsOutcome(String outcome) {
        story().given(FILED)
                .when(act("2", "dispute-concluded", "2022-06-01", "{'outcome':'" + outcome + "'}"))
                .recorded("kind", "reconsideration", "role", "original-organ", "outcome", outcome);
    }

    @Test
    void aConcludedDisputeIsNotConcludedAgain() {
        story().given(FILED, CONCLUDED)
                .when(act("3", "dispute-concluded", "2021-06-02", "{'outcome':'other'}"))
                .refused(ProblemCode.DISPUTE_CLOSED, "2021-06-01", "upheld");
    }

    @Test
    void aReopeningOfTheSameYearTakesTheConclusionBack() {
        story().given(FILED, CONCLUDED)
                .when(REOPENED)
                .recorded("kind", "reconsideration", "role", "original-organ", "reverses", "upheld");
    }

    @Test
    void aReopeningOfALaterYearLeavesTheConclusionCounted() {
        story().given(FILED, CONCLUDED)
                .when(act("3", "dispute-reopened", "2022-01-01", "{'instance':'市中级人民法院'}"))
                .recorded("kind", "reconsideration", "role", "original-organ");
    }

    @Test
    void aReopenedDisputeIsConcludedAndReopenedAgain() {
        Act again = act("4", "dispute-concluded", "2021-09-01", "{'outcome':'corrected'}");
        story().given(FILED, CONCLUDED, REOPENED)
                .when(again)
                .recorded("kind", "reconsideration", "role", "original-organ", "outcome", "corrected");
        story().given(FILED, CONCLUDED, REOPENED, again)
                .when(act("5", "dispute-reopened", "2021-10-01", "{'instance':'省高级人民法院'}"))
                .recorded("kind", "reconsideration", "role", "original-organ", "reverses", "corrected");
    }

    @Test
    void aPendingDisputeHasNothingToReopen() {
        story().given(FILED).when(REOPENED).refused(ProblemCode.ACT_NOT_FOUND, "still pending");
        story().given(FILED, CONCLUDED, REOPENED)
                .when(act("4", "dispute-reopened", "2021-08-01", "{'instance':'省高级人民法院'}"))
                .refused(ProblemCode.ACT_NOT_FOUND);
    }

    @Test
    void aDisputeIsFiledOnceAndNothingFollowsUpOnNone() {
        story().given(FILED).when(filed("2", "2021-03-02")).refused(ProblemCode.SUBJECT_EXISTS, "as a dispute");
        story().when(CONCLUDED).refused(ProblemCode.UNKNOWN_SUBJECT);
        story().when(REOPENED).refused(ProblemCode.UNKNOWN_SUBJECT);
    }
}
