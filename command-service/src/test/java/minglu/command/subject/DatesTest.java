package minglu.command.subject;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.amended;
import static minglu.command.subject.Acts.counted;
import static minglu.command.subject.Acts.decided;
import static minglu.command.subject.Acts.received;
import static minglu.command.subject.Acts.redated;
import static minglu.command.subject.Acts.retracted;
import static minglu.command.subject.Story.story;

import java.util.List;
import java.util.Map;
import minglu.api.act.Act;
import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** Dates: in order within a subject, never in the future of Asia/Shanghai. */
class DatesTest {

    private static final Act RECEIVED = received("1", "2021-03-01");
    private static final Act STEP = act("2", "correction-requested", "2021-03-10", "{}");

    @Test
    void anActIsNotDatedBeforeTheLatestLiveActOfItsSubject() {
        story().given(RECEIVED, STEP)
                .when(decided("3", "2021-03-09", "granted"))
                .refused(ProblemCode.BEFORE_LAST_ACT, "2021-03-09", "2021-03-10");
        story().given(RECEIVED, STEP)
                .when(decided("3", "2021-03-10", "granted"))
                .recorded("applicant", "natural-person", "outcome", "granted");
    }

    @Test
    void aRetractedActIsNotComparedWith() {
        story().given(RECEIVED, STEP, retracted("3", "2021-12-01", "2"))
                .when(decided("4", "2021-03-02", "granted"))
                .recorded("applicant", "natural-person", "outcome", "granted");
    }

    @Test
    void anAmendedActIsComparedWithAsItNowReads() {
        story().given(RECEIVED, STEP, redated("3", "2021-12-01", "2", "2021-03-05"))
                .when(decided("4", "2021-03-05", "granted"))
                .recorded("applicant", "natural-person", "outcome", "granted");
        story().given(RECEIVED, STEP, redated("3", "2021-12-01", "2", "2021-03-15"))
                .when(decided("4", "2021-03-14", "granted"))
                .refused(ProblemCode.BEFORE_LAST_ACT, "2021-03-15");
    }

    @Test
    void correctionsAreNeitherComparedNorComparedWith() {
        story().given(RECEIVED, STEP)
                .when(amended("3", "2021-01-01", "1", "{'applicant':'enterprise','channel':'mail'}"))
                .corrected(
                        List.of(counted("1", "request-received", "2021-03-01", "applicant", "natural-person")),
                        List.of(counted("1", "request-received", "2021-03-01", "applicant", "enterprise")));
        story().given(RECEIVED, amended("2", "2021-12-01", "1", "{'applicant':'enterprise','channel':'mail'}"))
                .when(decided("3", "2021-03-02", "granted"))
                .recorded("applicant", "enterprise", "outcome", "granted");
    }

    @Test
    void aDateMovedPastALaterActIsRefusedAndNamesIt() {
        story().given(RECEIVED, STEP)
                .when(redated("3", "2021-12-01", "1", "2021-03-10"))
                .corrected(
                        List.of(counted("1", "request-received", "2021-03-01", "applicant", "natural-person")),
                        List.of(counted("1", "request-received", "2021-03-10", "applicant", "natural-person")));
        story().given(RECEIVED, STEP)
                .when(redated("3", "2021-12-01", "1", "2021-03-11"))
                .refusedForDependentActs(Map.of("2", ProblemCode.BEFORE_LAST_ACT));
        story().given(RECEIVED, STEP)
                .when(redated("3", "2021-12-01", "2", "2021-02-28"))
                .refusedForDependentActs(Map.of("2", ProblemCode.BEFORE_LAST_ACT));
    }

    @Test
    void nothingIsDatedAfterTodayInShanghai() {
        story().today("2021-03-01").when(RECEIVED).recorded("applicant", "natural-person");
        story().today("2021-02-28").when(RECEIVED).refused(ProblemCode.IN_THE_FUTURE, "2021-03-01", "2021-02-28");
        story().today("2021-03-01")
                .when(act("1", "complaint-handled", "2021-03-02", "{'channel':'phone'}"))
                .refused(ProblemCode.IN_THE_FUTURE);
    }

    @Test
    void neitherACorrectionNorADateItSetsLiesInTheFuture() {
        story().today("2021-03-05")
                .given(RECEIVED)
                .when(retracted("2", "2021-03-06", "1"))
                .refused(ProblemCode.IN_THE_FUTURE, "2021-03-06");
        story().today("2021-03-05")
                .given(RECEIVED)
                .when(redated("2", "2021-03-06", "1", "2021-03-02"))
                .refused(ProblemCode.IN_THE_FUTURE, "2021-03-06");
        story().today("2021-03-05")
                .given(RECEIVED)
                .when(redated("2", "2021-03-05", "1", "2021-03-06"))
                .refused(ProblemCode.IN_THE_FUTURE, "2021-03-06");
        story().today("2021-03-05")
                .given(RECEIVED)
                .when(redated("2", "2021-03-05", "1", "2021-03-05"))
                .accepted();
    }

    @Test
    void aMendedNilDeclarationStillNeedsAPeriodThatIsOver() {
        Act nil = act("1", "nil-declared", "2022-01-05", "{'year':2021}");
        story().today("2022-06-30")
                .given(nil)
                .when(amended("2", "2022-06-30", "1", "{'year':2022}"))
                .refused(ProblemCode.IN_THE_FUTURE, "2022");
        story().today("2022-06-30")
                .given(nil)
                .when(amended("2", "2022-06-30", "1", "{'year':2022,'month':5}"))
                .corrected(
                        List.of(counted("1", "nil-declared", "2022-01-05", "year", "2021")),
                        List.of(counted("1", "nil-declared", "2022-01-05", "year", "2022", "month", "5")));
    }
}
