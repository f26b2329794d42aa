package minglu.command.subject;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.amended;
import static minglu.command.subject.Acts.decided;
import static minglu.command.subject.Acts.digested;
import static minglu.command.subject.Acts.received;
import static minglu.command.subject.Acts.retracted;
import static minglu.command.subject.Story.story;

import minglu.api.act.Act;
import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** The same act again answers the first receipt; other content under its identity is a conflict, before every other rule. */
class RepeatsTest {

    private static final Act RECEIVED = received("1", "2021-03-01");
    private static final Act DECIDED = decided("2", "2021-03-20", "granted");

    @Test
    void theSameActAgainAnswersTheFirstReceipt() {
        story().given(RECEIVED).when(RECEIVED).wasAlreadyRecordedAs(0);
        story().given(RECEIVED, DECIDED).when(DECIDED).wasAlreadyRecordedAs(1);
    }

    @Test
    void aRepeatComesBeforeEveryRuleOfItsKind() {
        story().given(RECEIVED, DECIDED).when(RECEIVED).wasAlreadyRecordedAs(0);
        Act fee = act("2", "fee-charged", "2021-03-10", "{'basis':'per-page','quantity':68,'amountYuan':'380'}");
        Act sameFee = act("2", "fee-charged", "2021-03-10", "{'quantity':68,'amountYuan':'380.00','basis':'per-page'}");
        story().given(RECEIVED, fee, decided("3", "2021-03-20", "granted"))
                .when(sameFee)
                .wasAlreadyRecordedAs(1);
    }

    @Test
    void aRepeatIsKnownAfterRetractionAndAmendment() {
        story().given(RECEIVED, retracted("2", "2021-03-02", "1"))
                .when(RECEIVED)
                .wasAlreadyRecordedAs(0);
        story().given(RECEIVED, amended("2", "2021-03-02", "1", "{'applicant':'enterprise','channel':'mail'}"))
                .when(RECEIVED)
                .wasAlreadyRecordedAs(0);
    }

    @Test
    void aCorrectionIsRepeatedLikeAnyAct() {
        Act retraction = retracted("2", "2021-03-02", "1");
        story().given(RECEIVED, retraction).when(retraction).wasAlreadyRecordedAs(1);
        Act amendment = amended("2", "2021-03-02", "1", "{'applicant':'enterprise','channel':'mail'}");
        story().given(RECEIVED, amendment).when(amendment).wasAlreadyRecordedAs(1);
    }

    @Test
    void aRepeatThatIsNowLateIsStillTheSameAct() {
        Act late = digested(new Act(
                RECEIVED.unit(),
                RECEIVED.subject(),
                RECEIVED.id(),
                RECEIVED.type(),
                RECEIVED.occurredOn(),
                RECEIVED.data(),
                RECEIVED.reason(),
                true,
                null));
        story().given(RECEIVED).when(late).wasAlreadyRecordedAs(0);
    }

    @Test
    void otherContentUnderTheSameIdentityIsAConflictBeforeEveryOtherRule() {
        story().given(RECEIVED)
                .when(received("1", "2021-03-02"))
                .refused(ProblemCode.ACT_CONFLICT, "act 1", "request-received");
        story().given(RECEIVED).when(received("1", "2021-03-01", "enterprise")).refused(ProblemCode.ACT_CONFLICT);
        story().given(RECEIVED, DECIDED)
                .when(decided("1", "2021-04-01", "granted"))
                .refused(ProblemCode.ACT_CONFLICT);
        story().given(RECEIVED)
                .when(act("1", "dispute-concluded", "2019-01-01", "{'outcome':'upheld'}"))
                .refused(ProblemCode.ACT_CONFLICT);
        story().given(RECEIVED).when(received("1", "2030-01-01")).refused(ProblemCode.ACT_CONFLICT);
        story().given(RECEIVED).when(retracted("1", "2021-03-02", "77")).refused(ProblemCode.ACT_CONFLICT);
    }

    @Test
    void aRetractedIdStaysTaken() {
        story().given(RECEIVED, retracted("2", "2021-03-02", "1"))
                .when(received("1", "2021-03-03"))
                .refused(ProblemCode.ACT_CONFLICT);
        story().given(RECEIVED, retracted("2", "2021-03-02", "1"))
                .when(received("2", "2021-03-03"))
                .refused(ProblemCode.ACT_CONFLICT, "act-retracted");
    }

    @Test
    void whatAnAmendmentMadeOfAnActIsNotItsContent() {
        story().given(RECEIVED, amended("2", "2021-03-02", "1", "{'applicant':'enterprise','channel':'mail'}"))
                .when(received("1", "2021-03-01", "enterprise"))
                .refused(ProblemCode.ACT_CONFLICT);
    }
}
