package minglu.command.subject;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.actOf;
import static minglu.command.subject.Acts.amended;
import static minglu.command.subject.Acts.decided;
import static minglu.command.subject.Acts.filed;
import static minglu.command.subject.Acts.received;
import static minglu.command.subject.Acts.redated;
import static minglu.command.subject.Acts.retracted;
import static minglu.command.subject.Story.story;

import minglu.api.act.Act;
import minglu.api.document.DocumentKind;
import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/**
 * Of several faults the first is told, in the order of contract section 3: unit, same act, act-conflict, before-reporting,
 * subject, state, dates. Each test breaks two neighbours at once.
 */
class OrderOfChecksTest {

    private static final Act RECEIVED = received("1", "2021-03-01");

    @Test
    void theUnitComesFirst() {
        Act elsewhere = act("nobody", Acts.SUBJECT, "1", "request-decided", "2019-01-01", "{'outcome':'granted'}");
        story().when(elsewhere).refused(ProblemCode.UNKNOWN_UNIT, "nobody");
        Act ofTheNode = act("district", Acts.SUBJECT, "1", "request-decided", "2019-01-01", "{'outcome':'granted'}");
        story().when(ofTheNode).refused(ProblemCode.UNIT_IS_NODE, "district");
        story().when(act("nobody", Acts.SUBJECT, "1", "act-retracted", "2021-01-01", "{'act':'1'}"))
                .refused(ProblemCode.UNKNOWN_UNIT);
    }

    @Test
    void theSameActAndTheConflictComeBeforeTheReportingYears() {
        Act early = received("1", "2020-03-01");
        story().given(early).when(early).wasAlreadyRecordedAs(0);
        story().given(early).when(decided("1", "2020-03-02", "granted")).refused(ProblemCode.ACT_CONFLICT);
    }

    @Test
    void theReportingYearsComeBeforeTheSubject() {
        story().when(decided("1", "2020-03-02", "granted")).refused(ProblemCode.BEFORE_REPORTING);
        story().given(filed("1", "2021-03-01"))
                .when(decided("2", "2020-03-02", "granted"))
                .refused(ProblemCode.BEFORE_REPORTING);
        story().given(RECEIVED)
                .when(act("2", "decision-made", "2020-03-02", "{'kind':'licence'}"))
                .refused(ProblemCode.BEFORE_REPORTING);
    }

    @Test
    void ofASubjectTheUnknownComesBeforeTheForeign() {
        story().when(act("1", "dispute-concluded", "2021-03-02", "{'outcome':'upheld'}"))
                .refused(ProblemCode.UNKNOWN_SUBJECT);
        story().given(RECEIVED)
                .when(act("2", "dispute-filed", "2021-03-02", "{'kind':'reconsideration','role':'original-organ'}"))
                .refused(ProblemCode.SUBJECT_EXISTS);
    }

    @Test
    void theSubjectComesBeforeTheState() {
        story().given(RECEIVED, decided("2", "2021-03-20", "granted"))
                .when(act("3", "dispute-concluded", "2021-03-21", "{'outcome':'upheld'}"))
                .refused(ProblemCode.OTHER_KIND);
        story().given(RECEIVED, decided("2", "2021-03-20", "granted"))
                .when(received("3", "2021-03-21"))
                .refused(ProblemCode.SUBJECT_EXISTS);
    }

    @Test
    void theSubjectComesBeforeTheDates() {
        story().given(RECEIVED).when(received("2", "2021-02-01")).refused(ProblemCode.SUBJECT_EXISTS);
        story().when(decided("1", "2030-01-01", "granted")).refused(ProblemCode.UNKNOWN_SUBJECT);
    }

    @Test
    void theStateComesBeforeTheDates() {
        story().given(RECEIVED, decided("2", "2021-03-20", "granted"))
                .when(decided("3", "2021-03-19", "granted"))
                .refused(ProblemCode.REQUEST_CLOSED);
        story().given(RECEIVED).when(act("2", "fee-paid", "2030-01-01", "{}")).refused(ProblemCode.NO_FEE_PENDING);
        story(new FixedGates().withCountedStock(DocumentKind.NORMATIVE).unit(Acts.UNIT, 2031, null, null))
                .when(act("1", "document-issued", "2030-01-01", "{'kind':'normative','title':'办法'}"))
                .refused(ProblemCode.OPENING_ALREADY_DECLARED);
    }

    @Test
    void ofARequestBeingClosedComesBeforeItsSteps() {
        story().given(
                        RECEIVED,
                        act("2", "correction-requested", "2021-03-05", "{}"),
                        decided("3", "2021-03-20", "granted"))
                .when(act("4", "correction-requested", "2021-03-21", "{}"))
                .refused(ProblemCode.REQUEST_CLOSED);
    }

    @Test
    void theDateBeforeTheLatestActComesBeforeTheFuture() {
        story().today("2021-03-04")
                .given(RECEIVED)
                .when(act("2", "correction-requested", "2021-03-05", "{}"))
                .refused(ProblemCode.IN_THE_FUTURE);
        story().given(RECEIVED)
                .when(act("2", "correction-requested", "2021-02-05", "{}"))
                .refused(ProblemCode.BEFORE_LAST_ACT);
    }

    // --- corrections

    @Test
    void aCorrectionOfNothingIsToldBeforeEveryThingElse() {
        story().when(retracted("1", "2030-01-01", "1")).refused(ProblemCode.UNKNOWN_SUBJECT);
        story().given(RECEIVED)
                .when(redated("2", "2030-01-01", "7", "2019-01-01"))
                .refused(ProblemCode.ACT_NOT_FOUND);
        story().given(RECEIVED, retracted("2", "2021-03-02", "1"))
                .when(amended("3", "2030-01-01", "1", "{'outcome':'granted'}"))
                .refused(ProblemCode.ACT_ALREADY_RETRACTED);
    }

    @Test
    void aCorrectionOutOfTheReportingYearsIsToldBeforeTheActsThatDependOnIt() {
        story().given(
                        RECEIVED,
                        act("2", "correction-requested", "2021-03-05", "{}"),
                        decided("3", "2021-04-01", "granted"))
                .when(redated("4", "2021-12-01", "3", "2020-12-31"))
                .refused(ProblemCode.BEFORE_REPORTING);
    }

    @Test
    void theActsThatDependOnACorrectionAreToldBeforeTheFuture() {
        story().today("2021-06-01")
                .given(RECEIVED, decided("2", "2021-04-01", "granted"))
                .when(retracted("3", "2021-06-02", "1"))
                .refused(ProblemCode.DEPENDENT_ACTS);
        story().today("2021-06-01")
                .given(RECEIVED, decided("2", "2021-04-01", "granted"))
                .when(redated("3", "2021-06-01", "1", "2021-06-02"))
                .refused(ProblemCode.DEPENDENT_ACTS);
    }

    @Test
    void aSubjectOfAnotherUnitIsAnotherSubject() {
        story(new FixedGates().unit("slj", 2021, null, null))
                .when(act("slj", Acts.SUBJECT, "1", "request-decided", "2021-03-20", "{'outcome':'granted'}"))
                .refused(ProblemCode.UNKNOWN_SUBJECT);
        story(new FixedGates().unit("slj", 2021, null, null))
                .when(actOf("SQ-2", "1", "request-decided", "2021-03-20", "{'outcome':'granted'}"))
                .refused(ProblemCode.UNKNOWN_SUBJECT, "SQ-2");
    }
}
