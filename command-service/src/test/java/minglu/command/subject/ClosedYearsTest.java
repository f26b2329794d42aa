package minglu.command.subject;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.actOf;
import static minglu.command.subject.Acts.amended;
import static minglu.command.subject.Acts.decided;
import static minglu.command.subject.Acts.filed;
import static minglu.command.subject.Acts.issued;
import static minglu.command.subject.Acts.late;
import static minglu.command.subject.Acts.received;
import static minglu.command.subject.Acts.redated;
import static minglu.command.subject.Acts.retracted;
import static minglu.command.subject.Story.story;

import minglu.api.act.Act;
import minglu.api.document.DocumentKind;
import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** What a closed year keeps out (contract section 3, Closed years), and in which order it is told. */
class ClosedYearsTest {

    private static final Act RECEIVED = received("1", "2021-03-01");
    private static final Act LICENCE = act("1", "decision-made", "2021-03-01", "{'kind':'licence'}");

    private static FixedGates closed(int... years) {
        FixedGates gates = new FixedGates();
        for (int year : years) {
            gates.closed(Acts.UNIT, year);
        }
        return gates;
    }

    // --- the date

    @Test
    void anActDatedInAClosedYearIsRefusedAndALateOneRecorded() {
        story(closed(2021)).when(LICENCE).refused(ProblemCode.PERIOD_CLOSED, "2021", "return of jyj", "accepted");
        story(closed(2021)).when(late(LICENCE)).recorded("kind", "licence");
        story(closed(2022)).when(LICENCE).recorded("kind", "licence");
    }

    @Test
    void anActThatNoCellCountsIsKeptOutByItsDateToo() {
        story(closed(2021))
                .when(act("1", "complaint-handled", "2021-03-01", "{'channel':'phone'}"))
                .refused(ProblemCode.PERIOD_CLOSED);
        story(closed(2022))
                .when(act("1", "complaint-handled", "2021-03-01", "{'channel':'phone'}"))
                .accepted();
    }

    @Test
    void aNilDeclarationSpeaksOfItsYearAndIsDatedInAnother() {
        Act nil = act("1", "nil-declared", "2022-01-05", "{'year':2021}");

        story(closed(2021)).when(nil).refused(ProblemCode.PERIOD_CLOSED, "declared period", "2021");
        story(closed(2022)).when(nil).refused(ProblemCode.PERIOD_CLOSED, "2022-01-05");
        story(closed(2020, 2023)).when(nil).accepted();
    }

    @Test
    void aYearThatIsNotOverIsNeverClosed() {
        story(closed(2026))
                .when(act("1", "decision-made", "2026-03-01", "{'kind':'licence'}"))
                .accepted();
    }

    // --- the cells of later years

    @Test
    void aRequestLeftOpenMovesWhatEveryLaterYearCarriesIn() {
        story(closed(2023)).when(RECEIVED).refused(ProblemCode.PERIOD_CLOSED, "3.carried-in", "2023");
        story(closed(2023)).when(late(RECEIVED)).accepted();
        story(closed(2023))
                .given(late(RECEIVED))
                .when(decided("2", "2022-01-10", "granted"))
                .refused(ProblemCode.PERIOD_CLOSED, "request-decided", "3.carried-in", "2023");
        story(closed(2021, 2022))
                .given(late(RECEIVED))
                .when(decided("2", "2023-01-10", "granted"))
                .accepted();
    }

    @Test
    void aStepThatMovesNoCellIsKeptOutByItsDateAlone() {
        story(closed(2022))
                .given(late(RECEIVED))
                .when(act("2", "correction-requested", "2021-03-05", "{}"))
                .accepted();
        story(closed(2021))
                .given(late(RECEIVED))
                .when(act("2", "correction-requested", "2021-03-05", "{}"))
                .refused(ProblemCode.PERIOD_CLOSED);
    }

    @Test
    void aDocumentIsInForceInEveryYearSinceItWasIssued() {
        story(closed(2024)).when(issued("1", "2021-06-01")).refused(ProblemCode.PERIOD_CLOSED, "2.normative.in-force");
        story(closed(2024)).when(issued("1", "2015-06-01")).refused(ProblemCode.PERIOD_CLOSED, "2.normative.in-force");
        story(closed(2021)).when(issued("1", "2022-06-01")).accepted();
        story(closed(2024))
                .given(late(issued("1", "2021-06-01")))
                .when(act("2", "document-repealed", "2022-06-01", "{'cause':'expired'}"))
                .refused(ProblemCode.PERIOD_CLOSED, "document-repealed", "2.normative.in-force");
    }

    @Test
    void anOpeningStockStandsInEveryYear() {
        Act opening =
                actOf("opening-normative", "1", "documents-opening", "2021-01-01", "{'kind':'normative','inForce':66}");
        Act none =
                actOf("opening-normative", "1", "documents-opening", "2021-01-01", "{'kind':'normative','inForce':0}");

        story(closed(2025)).when(opening).refused(ProblemCode.PERIOD_CLOSED, "2.normative.in-force", "2025");
        story(closed(2025)).when(none).accepted();
    }

    @Test
    void aPendingDisputeIsPendingInEveryYearAndACoDefendantNever() {
        Act coDefendant = act(
                "1",
                "dispute-filed",
                "2021-03-01",
                "{'kind':'litigation-after-reconsideration','role':'co-defendant'}");

        story(closed(2022))
                .when(filed("1", "2021-03-01"))
                .refused(ProblemCode.PERIOD_CLOSED, "4.reconsideration.pending");
        story(closed(2022)).when(coDefendant).accepted();
    }

    @Test
    void aNewResultStandsInTheYearOfTheFirstOne() {
        Act again = act("3", "request-redecided", "2021-12-01", "{'outcome':'granted-in-part'}");

        story(closed(2022))
                .given(late(RECEIVED), late(decided("2", "2021-03-20", "granted")))
                .when(again)
                .accepted();
        story(closed(2021))
                .given(late(RECEIVED), late(decided("2", "2021-03-20", "granted")))
                .when(again)
                .refused(ProblemCode.PERIOD_CLOSED);
    }

    // --- corrections

    @Test
    void aCorrectionOfAnActOfAClosedYearIsRefusedWheneverItIsDated() {
        story(closed(2021))
                .given(late(LICENCE))
                .when(retracted("2", "2026-01-10", "1"))
                .refused(ProblemCode.PERIOD_CLOSED);
        story(closed(2021))
                .given(late(LICENCE))
                .when(amended("2", "2026-01-10", "1", "{'kind':'licence','title':'t'}"))
                .refused(ProblemCode.PERIOD_CLOSED, "2021-03-01");
        story(closed(2021))
                .given(late(LICENCE))
                .when(late(retracted("2", "2026-01-10", "1")))
                .accepted();
    }

    @Test
    void theCorrectionsOwnDateCountsNothing() {
        story(closed(2022))
                .given(LICENCE)
                .when(retracted("2", "2022-01-10", "1"))
                .accepted();
    }

    @Test
    void anActIsNeitherMovedOutOfAClosedYearNorIntoOne() {
        story(closed(2021))
                .given(late(LICENCE))
                .when(redated("2", "2026-01-10", "1", "2022-03-01"))
                .refused(ProblemCode.PERIOD_CLOSED, "2021-03-01");
        story(closed(2022))
                .given(LICENCE)
                .when(redated("2", "2026-01-10", "1", "2022-03-01"))
                .refused(ProblemCode.PERIOD_CLOSED, "2022-03-01");
        story(closed(2022))
                .given(LICENCE)
                .when(redated("2", "2026-01-10", "1", "2023-03-01"))
                .accepted();
    }

    @Test
    void anActMayMoveWithinAnOpenYearUnderAClosedOne() {
        story(closed(2022))
                .given(late(RECEIVED))
                .when(redated("2", "2026-01-10", "1", "2021-04-01"))
                .accepted();
        story(closed(2022))
                .given(late(RECEIVED))
                .when(amended("2", "2026-01-10", "1", "{'applicant':'natural-person','channel':'fax'}"))
                .accepted();
    }

    @Test
    void aMendedApplicantMovesTheResultOfAClosedYearAndWhatItCarriedIn() {
        Act mended = amended("3", "2026-01-10", "1", "{'applicant':'enterprise','channel':'mail'}");

        story(closed(2022))
                .given(late(RECEIVED), late(decided("2", "2022-03-20", "granted")))
                .when(mended)
                .refused(ProblemCode.PERIOD_CLOSED, "act-amended", "2022");
        story(closed(2022))
                .given(late(RECEIVED), late(decided("2", "2021-03-20", "granted")))
                .when(mended)
                .accepted();
    }

    @Test
    void aRetractedReceiptWithoutResultIsMissedInEveryLaterYear() {
        story(closed(2023))
                .given(late(RECEIVED))
                .when(retracted("2", "2026-01-10", "1"))
                .refused(ProblemCode.PERIOD_CLOSED, "3.carried-in", "2023");
    }

    @Test
    void aMendedNilDeclarationSpeaksOfNoClosedYearBeforeOrAfter() {
        Act nil = act("1", "nil-declared", "2023-01-05", "{'year':2021}");

        story(closed(2021))
                .given(late(nil))
                .when(amended("2", "2026-01-10", "1", "{'year':2022}"))
                .refused(ProblemCode.PERIOD_CLOSED, "period", "2021");
        story(closed(2022))
                .given(nil)
                .when(amended("2", "2026-01-10", "1", "{'year':2022}"))
                .refused(ProblemCode.PERIOD_CLOSED, "period", "2022");
    }

    // --- successors

    @Test
    void theYearsOfASuccessorAreObeyed() {
        Act december = received("1", "2022-12-01");
        FixedGates gates = new FixedGates()
                .unit(Acts.UNIT, 2021, 2022, "jtj")
                .unit("jtj", 2021, null, null)
                .closed(Acts.UNIT, 2023, "jtj");

        story(gates)
                .given(late(december))
                .when(decided("2", "2023-01-10", "granted"))
                .refused(ProblemCode.PERIOD_CLOSED, "return of jtj for 2023", "goes on with the cases of jyj");
        story(gates)
                .given(late(december))
                .when(late(decided("2", "2023-01-10", "granted")))
                .accepted();
        story(gates).when(december).refused(ProblemCode.PERIOD_CLOSED, "3.carried-in", "return of jtj");
    }

    // --- the order of checks

    @Test
    void aRepeatIsAnsweredAlsoAfterClosingAndAConflictToldFirst() {
        story(closed(2021)).given(late(LICENCE)).when(LICENCE).refused(ProblemCode.ACT_CONFLICT);
        story(closed(2021)).given(late(LICENCE)).when(late(LICENCE)).wasAlreadyRecordedAs(0);
        FixedGates gates = new FixedGates();
        story(gates)
                .given(LICENCE)
                .meanwhile(() -> gates.closed(Acts.UNIT, 2021))
                .when(LICENCE)
                .wasAlreadyRecordedAs(0);
    }

    @Test
    void theReportingYearsComeBeforeTheClosedOnes() {
        story(closed(2020))
                .when(act("1", "decision-made", "2020-03-01", "{'kind':'licence'}"))
                .refused(ProblemCode.BEFORE_REPORTING);
        story(closed(2021))
                .given(late(LICENCE))
                .when(redated("2", "2026-01-10", "1", "2020-03-01"))
                .refused(ProblemCode.BEFORE_REPORTING);
    }

    @Test
    void theClosedYearsComeBeforeSubjectStateAndDates() {
        story(closed(2021)).when(decided("1", "2021-03-20", "granted")).refused(ProblemCode.PERIOD_CLOSED);
        story(closed(2021))
                .given(late(RECEIVED), late(decided("2", "2021-03-20", "granted")))
                .when(decided("3", "2021-03-21", "granted"))
                .refused(ProblemCode.PERIOD_CLOSED);
        story(closed(2021))
                .given(late(RECEIVED), late(decided("2", "2021-03-20", "granted")))
                .when(act("3", "request-redecided", "2021-03-10", "{'outcome':'granted'}"))
                .refused(ProblemCode.PERIOD_CLOSED);
        story(closed(2022))
                .given(late(RECEIVED), late(act("2", "correction-requested", "2021-05-01", "{}")))
                .when(decided("3", "2021-03-20", "granted"))
                .refused(ProblemCode.PERIOD_CLOSED, "3.carried-in");
        story(closed(2021)).when(late(decided("1", "2021-03-20", "granted"))).refused(ProblemCode.UNKNOWN_SUBJECT);
    }

    @Test
    void ofACorrectionTheTargetIsLookedForFirstAndItsStateAfterTheClosedYears() {
        story(closed(2021)).when(retracted("2", "2026-01-10", "1")).refused(ProblemCode.UNKNOWN_SUBJECT);
        story(closed(2021))
                .given(late(LICENCE))
                .when(retracted("2", "2026-01-10", "7"))
                .refused(ProblemCode.ACT_NOT_FOUND);
        story(closed(2021))
                .given(late(LICENCE), late(retracted("2", "2026-01-10", "1")))
                .when(retracted("3", "2026-01-10", "1"))
                .refused(ProblemCode.PERIOD_CLOSED);
        story(closed(2021))
                .given(late(LICENCE), late(retracted("2", "2026-01-10", "1")))
                .when(late(amended("3", "2026-01-10", "1", "{'outcome':'granted'}")))
                .refused(ProblemCode.ACT_ALREADY_RETRACTED);
        story(closed(2021))
                .given(late(RECEIVED), late(decided("2", "2021-03-20", "granted")))
                .when(retracted("3", "2026-01-10", "1"))
                .refused(ProblemCode.PERIOD_CLOSED);
        story(closed(2021))
                .given(late(RECEIVED), late(decided("2", "2021-03-20", "granted")))
                .when(late(retracted("3", "2026-01-10", "1")))
                .refused(ProblemCode.DEPENDENT_ACTS);
    }

    @Test
    void ofACorrectionTheClosedYearsComeBeforeStateAndDates() {
        // Moves what 2023 carries in, and is dated after today both times.
        story(closed(2023))
                .given(late(RECEIVED), late(decided("2", "2021-03-20", "granted")))
                .when(redated("3", "2026-01-10", "2", "2026-12-01"))
                .refused(ProblemCode.PERIOD_CLOSED, "3.carried-in", "2023");
        story().given(RECEIVED, decided("2", "2021-03-20", "granted"))
                .when(redated("3", "2026-01-10", "2", "2026-12-01"))
                .refused(ProblemCode.IN_THE_FUTURE, "2026-12-01");
        story(closed(2023))
                .given(late(RECEIVED))
                .when(retracted("2", "2026-12-01", "1"))
                .refused(ProblemCode.PERIOD_CLOSED, "3.carried-in", "2023");

        // The decision would hang in the air; without it 2022 still carries in what 2021 left open.
        story(closed(2022))
                .given(late(RECEIVED), late(decided("2", "2023-03-20", "granted")))
                .when(retracted("3", "2026-01-10", "1"))
                .refused(ProblemCode.PERIOD_CLOSED, "3.carried-in", "2022");
        story(closed(2022))
                .given(late(RECEIVED), late(decided("2", "2023-03-20", "granted")))
                .when(redated("3", "2026-01-10", "1", "2024-03-01"))
                .refused(ProblemCode.PERIOD_CLOSED, "3.carried-in", "2022");
        story(closed(2022))
                .given(late(RECEIVED), late(decided("2", "2023-03-20", "granted")))
                .when(late(redated("3", "2026-01-10", "1", "2024-03-01")))
                .refused(ProblemCode.DEPENDENT_ACTS);

        FixedGates counted = closed(2024).withCountedStock(DocumentKind.NORMATIVE);
        story(counted)
                .given(late(issued("1", "2022-06-01")))
                .when(redated("2", "2026-01-10", "1", "2020-06-01"))
                .refused(ProblemCode.OPENING_ALREADY_DECLARED);
        story(counted)
                .given(late(issued("1", "2025-06-01")))
                .when(redated("2", "2026-01-10", "1", "2020-06-01"))
                .refused(ProblemCode.PERIOD_CLOSED, "2.normative.in-force", "2024");
    }
}
