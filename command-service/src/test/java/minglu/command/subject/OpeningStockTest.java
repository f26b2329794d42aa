package minglu.command.subject;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.actOf;
import static minglu.command.subject.Acts.amended;
import static minglu.command.subject.Acts.issued;
import static minglu.command.subject.Acts.redated;
import static minglu.command.subject.Story.story;

import java.util.List;
import minglu.api.act.Act;
import minglu.api.document.DocumentKind;
import minglu.api.problem.ProblemCode;
import minglu.api.series.ClaimOpeningStock;
import org.junit.jupiter.api.Test;

/** The opening stock of a kind stands either as a count or as single documents, whichever is recorded first. */
class OpeningStockTest {

    private static final Act OPENING =
            actOf("opening-normative", "1", "documents-opening", "2021-01-01", "{'kind':'normative','inForce':66}");
    private static final ClaimOpeningStock CLAIM =
            ClaimOpeningStock.of(Acts.UNIT, DocumentKind.NORMATIVE, "GF-2015-003");

    private static FixedGates counted() {
        return new FixedGates().withCountedStock(DocumentKind.NORMATIVE);
    }

    @Test
    void aSingleDocumentFromBeforeIsRefusedWhereTheStockIsCounted() {
        story(counted())
                .when(issued("1", "2020-12-31"))
                .refused(ProblemCode.OPENING_ALREADY_DECLARED, "2020-12-31", "counted twice");
        story(counted()).when(issued("1", "2021-01-01")).accepted();
        story(counted())
                .when(act("1", "document-issued", "2020-12-31", "{'kind':'regulation','title':'规定'}"))
                .accepted();
        story().when(issued("1", "2020-12-31")).accepted();
    }

    @Test
    void anAmendmentDoesNotSlipADocumentIntoACountedStock() {
        story(counted())
                .given(issued("1", "2021-03-01"))
                .when(redated("2", "2021-12-01", "1", "2020-12-31"))
                .refused(ProblemCode.OPENING_ALREADY_DECLARED);
        story(counted())
                .given(act("1", "document-issued", "2020-12-31", "{'kind':'regulation','title':'规定'}"))
                .when(amended("2", "2021-12-01", "1", "{'kind':'normative','title':'规定'}"))
                .refused(ProblemCode.OPENING_ALREADY_DECLARED);
    }

    @Test
    void aCountIsRefusedWhereASingleDocumentFromBeforeStands() {
        story(new FixedGates().withDocumentFromBefore("GF-2015-003"))
                .given(CLAIM)
                .when(OPENING)
                .refused(ProblemCode.OPENING_ALREADY_DECLARED, "GF-2015-003");
    }

    @Test
    void aClaimWhoseDocumentWasNeverRecordedOrWasRetractedDoesNotBlockACount() {
        story().given(CLAIM).when(OPENING).recorded("kind", "normative", "inForce", "66");
    }

    @Test
    void aStreamThatHoldsOnlyClaimsIsNoSubject() {
        story().given(CLAIM)
                .when(actOf("opening-normative", "2", "act-retracted", "2021-02-01", "{'act':'1'}"))
                .refused(ProblemCode.UNKNOWN_SUBJECT);
    }

    @Test
    void aRepealNeedsNeitherARecordedOpeningNorStockLeft() {
        story().when(act("1", "document-repealed", "2021-05-01", "{'cause':'expired','kind':'normative'}"))
                .accepted();
        story(counted())
                .when(act("1", "document-repealed", "2021-05-01", "{'cause':'expired','kind':'normative'}"))
                .accepted();
    }

    @Test
    void theCountKeepsItsDayAndKindWhenAmended() {
        story().given(OPENING)
                .when(actOf(
                        "opening-normative",
                        "2",
                        "act-amended",
                        "2021-02-01",
                        "{'act':'1','data':{'kind':'normative','inForce':67}}"))
                .corrected(
                        List.of(Acts.counted(
                                "1", "documents-opening", "2021-01-01", "kind", "normative", "inForce", "66")),
                        List.of(Acts.counted(
                                "1", "documents-opening", "2021-01-01", "kind", "normative", "inForce", "67")));
        story().given(OPENING)
                .when(actOf(
                        "opening-normative",
                        "2",
                        "act-amended",
                        "2021-02-01",
                        "{'act':'1','data':{'kind':'regulation','inForce':67}}"))
                .refused(ProblemCode.INVALID_ACT, "/subject");
        story().given(OPENING)
                .when(actOf(
                        "opening-normative", "2", "act-amended", "2021-02-01", "{'act':'1','occurredOn':'2022-01-01'}"))
                .refused(ProblemCode.INVALID_ACT, "/occurredOn");
        story().given(OPENING)
                .when(actOf(
                        "opening-normative", "2", "act-amended", "2021-02-01", "{'act':'1','occurredOn':'2021-01-02'}"))
                .refused(ProblemCode.INVALID_ACT, "/occurredOn");
    }

    @Test
    void aCountThatWasDeclaredAgainIsNotDeclaredAThirdTime() {
        story().given(
                        OPENING,
                        actOf("opening-normative", "2", "act-retracted", "2021-02-01", "{'act':'1'}"),
                        actOf(
                                "opening-normative",
                                "3",
                                "documents-opening",
                                "2021-01-01",
                                "{'kind':'normative','inForce':70}"))
                .when(actOf(
                        "opening-normative",
                        "4",
                        "documents-opening",
                        "2021-01-01",
                        "{'kind':'normative','inForce':71}"))
                .refused(ProblemCode.OPENING_ALREADY_DECLARED);
    }
}
