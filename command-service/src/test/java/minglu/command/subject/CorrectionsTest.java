package minglu.command.subject;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.actOf;
import static minglu.command.subject.Acts.amended;
import static minglu.command.subject.Acts.counted;
import static minglu.command.subject.Acts.decided;
import static minglu.command.subject.Acts.filed;
import static minglu.command.subject.Acts.issued;
import static minglu.command.subject.Acts.received;
import static minglu.command.subject.Acts.redated;
import static minglu.command.subject.Acts.retracted;
import static minglu.command.subject.Story.story;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minglu.api.act.Act;
import minglu.api.act.Counted;
import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Retractions and amendments: what they reverse and book, and the histories they must not leave behind. */
class CorrectionsTest {

    private static final Act RECEIVED = received("1", "2021-03-01");
    private static final Act DECIDED = decided("2", "2021-03-20", "granted");
    private static final Act FEE =
            act("2", "fee-charged", "2021-03-10", "{'basis':'per-page','quantity':68,'amountYuan':'380'}");
    private static final Act PAID = act("3", "fee-paid", "2021-03-12", "{}");

    // --- retractions

    static Stream<Arguments> lastActs() {
        Act concluded = act("2", "dispute-concluded", "2021-06-01", "{'outcome':'upheld'}");
        Act item = act("1", "item-published", "2021-03-01", "{'channel':'website','category':'other'}");
        String kindAndRole = "reconsideration";
        return Stream.of(
                history(counted("1", "request-received", "2021-03-01", "applicant", "natural-person"), RECEIVED),
                history(
                        counted("2", "correction-requested", "2021-03-05"),
                        RECEIVED,
                        act("2", "correction-requested", "2021-03-05", "{}")),
                history(
                        counted("3", "request-corrected", "2021-03-06"),
                        RECEIVED,
                        act("2", "correction-requested", "2021-03-05", "{}"),
                        act("3", "request-corrected", "2021-03-06", "{}")),
                history(
                        counted("2", "third-party-consulted", "2021-03-05"),
                        RECEIVED,
                        act("2", "third-party-consulted", "2021-03-05", "{}")),
                history(
                        counted("3", "third-party-replied", "2021-03-06"),
                        RECEIVED,
                        act("2", "third-party-consulted", "2021-03-05", "{}"),
                        act("3", "third-party-replied", "2021-03-06", "{}")),
                history(
                        counted("2", "deadline-extended", "2021-03-05"),
                        RECEIVED,
                        act("2", "deadline-extended", "2021-03-05", "{'workingDays':5,'approvedBy':'主任'}")),
                history(
                        counted("2", "answer-delayed", "2021-03-05"),
                        RECEIVED,
                        act("2", "answer-delayed", "2021-03-05", "{'until':'2021-06-30','approvedBy':'主任'}")),
                history(counted("2", "fee-charged", "2021-03-10"), RECEIVED, FEE),
                history(counted("3", "fee-paid", "2021-03-12", "amountYuan", "380"), RECEIVED, FEE, PAID),
                history(
                        counted(
                                "2",
                                "request-decided",
                                "2021-03-20",
                                "applicant",
                                "natural-person",
                                "outcome",
                                "granted"),
                        RECEIVED,
                        DECIDED),
                history(
                        counted(
                                "3",
                                "request-redecided",
                                "2021-05-20",
                                "applicant",
                                "natural-person",
                                "outcome",
                                "granted-in-part",
                                "replaces",
                                "granted"),
                        RECEIVED,
                        DECIDED,
                        act("3", "request-redecided", "2021-05-20", "{'outcome':'granted-in-part'}")),
                history(
                        counted(
                                "2",
                                "request-transferred",
                                "2021-03-20",
                                "applicant",
                                "natural-person",
                                "outcome",
                                "unavailable-not-held"),
                        RECEIVED,
                        act("2", "request-transferred", "2021-03-20", "{}")),
                history(counted("1", "document-issued", "2021-03-01", "kind", "normative"), issued("1", "2021-03-01")),
                history(
                        counted("2", "document-repealed", "2021-04-01", "kind", "normative", "cause", "expired"),
                        issued("1", "2021-03-01"),
                        act("2", "document-repealed", "2021-04-01", "{'cause':'expired'}")),
                history(
                        counted("1", "document-repealed", "2021-04-01", "kind", "regulation", "cause", "expired"),
                        act("1", "document-repealed", "2021-04-01", "{'cause':'expired','kind':'regulation'}")),
                history(
                        counted("1", "decision-made", "2021-03-01", "kind", "licence"),
                        act("1", "decision-made", "2021-03-01", "{'kind':'licence'}")),
                history(counted("1", "item-published", "2021-03-01", "channel", "website", "category", "other"), item),
                history(
                        counted("2", "item-withdrawn", "2021-03-02"),
                        item,
                        act("2", "item-withdrawn", "2021-03-02", "{}")),
                history(
                        counted("1", "dispute-filed", "2021-03-01", "kind", kindAndRole, "role", "original-organ"),
                        filed("1", "2021-03-01")),
                history(
                        counted(
                                "2",
                                "dispute-concluded",
                                "2021-06-01",
                                "kind",
                                kindAndRole,
                                "role",
                                "original-organ",
                                "outcome",
                                "upheld"),
                        filed("1", "2021-03-01"),
                        concluded),
                history(
                        counted(
                                "3",
                                "dispute-reopened",
                                "2021-07-01",
                                "kind",
                                kindAndRole,
                                "role",
                                "original-organ",
                                "reverses",
                                "upheld"),
                        filed("1", "2021-03-01"),
                        concluded,
                        act("3", "dispute-reopened", "2021-07-01", "{'instance':'市中级人民法院'}")),
                history(
                        counted("1", "decisions-tallied", "2021-03-01", "kind", "penalty", "count", "7"),
                        act("1", "decisions-tallied", "2021-03-01", "{'kind':'penalty','count':7,'evidence':'a'}")),
                history(
                        counted("1", "charge-collected", "2021-03-01", "amountYuan", "12.50"),
                        act("1", "charge-collected", "2021-03-01", "{'amountYuan':'12.50'}")),
                history(
                        counted(
                                "1",
                                "items-tallied",
                                "2021-03-01",
                                "channel",
                                "weibo",
                                "category",
                                "other",
                                "count",
                                "3"),
                        act(
                                "1",
                                "items-tallied",
                                "2021-03-01",
                                "{'channel':'weibo','category':'other','count':3,'evidence':'a'}")),
                history(
                        counted("1", "complaint-handled", "2021-03-01", "channel", "phone"),
                        act("1", "complaint-handled", "2021-03-01", "{'channel':'phone'}")),
                history(
                        counted("1", "training-held", "2021-03-01", "participants", "30"),
                        act("1", "training-held", "2021-03-01", "{'topic':'条例','participants':30}")),
                history(
                        counted("1", "oversight-performed", "2021-03-01", "kind", "inspection"),
                        act("1", "oversight-performed", "2021-03-01", "{'kind':'inspection'}")),
                history(
                        counted("1", "nil-declared", "2021-04-01", "year", "2021", "month", "3"),
                        act("1", "nil-declared", "2021-04-01", "{'year':2021,'month':3}")));
    }

    private static Arguments history(Counted last, Act... acts) {
        return Arguments.of(last, acts);
    }

    @ParameterizedTest
    @MethodSource("lastActs")
    void theLastActOfEachTypeIsTakenBackWithAllItCounts(Counted last, Act[] acts) {
        story().given(acts).when(retracted("9", "2021-12-01", last.act())).corrected(List.of(last), List.of());
    }

    @Test
    void theOpeningStockIsTakenBack() {
        story().given(actOf(
                        "opening-normative",
                        "1",
                        "documents-opening",
                        "2021-01-01",
                        "{'kind':'normative','inForce':66}"))
                .when(actOf("opening-normative", "2", "act-retracted", "2021-02-01", "{'act':'1'}"))
                .corrected(
                        List.of(counted("1", "documents-opening", "2021-01-01", "kind", "normative", "inForce", "66")),
                        List.of());
    }

    @Test
    void aRetractionThatLaterActsStandOnIsRefusedAndNamesThem() {
        story().given(
                        RECEIVED,
                        act("2", "correction-requested", "2021-03-05", "{}"),
                        decided("3", "2021-04-01", "granted"))
                .when(retracted("9", "2021-12-01", "1"))
                .refusedForDependentActs(Map.of("2", ProblemCode.UNKNOWN_SUBJECT, "3", ProblemCode.UNKNOWN_SUBJECT));
        story().given(
                        RECEIVED,
                        act("2", "correction-requested", "2021-03-05", "{}"),
                        act("3", "request-corrected", "2021-03-06", "{}"),
                        decided("4", "2021-04-01", "granted"))
                .when(retracted("9", "2021-12-01", "2"))
                .refusedForDependentActs(Map.of("3", ProblemCode.NO_CORRECTION_PENDING));
        story().given(RECEIVED, FEE, PAID)
                .when(retracted("9", "2021-12-01", "2"))
                .refusedForDependentActs(Map.of("3", ProblemCode.NO_FEE_PENDING));
        story().given(
                        filed("1", "2021-03-01"),
                        act("2", "dispute-concluded", "2021-06-01", "{'outcome':'upheld'}"),
                        act("3", "dispute-reopened", "2021-07-01", "{'instance':'市中级人民法院'}"))
                .when(retracted("9", "2021-12-01", "2"))
                .refusedForDependentActs(Map.of("3", ProblemCode.ACT_NOT_FOUND));
    }

    @Test
    void retractingAnEarlierActMovesTheFactsOfLaterOnes() {
        story().given(
                        RECEIVED,
                        DECIDED,
                        act("3", "request-redecided", "2021-05-20", "{'outcome':'granted-in-part'}"),
                        act("4", "request-redecided", "2021-06-20", "{'outcome':'refused-state-secret'}"))
                .when(retracted("9", "2021-12-01", "3"))
                .corrected(
                        List.of(
                                redecided("3", "2021-05-20", "granted-in-part", "granted"),
                                redecided("4", "2021-06-20", "refused-state-secret", "granted-in-part")),
                        List.of(redecided("4", "2021-06-20", "refused-state-secret", "granted")));
    }

    @Test
    void retractingTheDecisionOpensTheRequestAgain() {
        story().given(RECEIVED, DECIDED, retracted("3", "2021-04-01", "2"))
                .when(decided("4", "2021-04-02", "granted-in-part"))
                .recorded("applicant", "natural-person", "outcome", "granted-in-part");
        story().given(RECEIVED, DECIDED, retracted("3", "2021-04-01", "2"))
                .when(decided("4", "2021-03-05", "granted-in-part"))
                .recorded("applicant", "natural-person", "outcome", "granted-in-part");
    }

    @Test
    void retractingTheIssueLeavesARepealThatStandsByItself() {
        story().given(
                        issued("1", "2021-03-01"),
                        act("2", "document-repealed", "2021-04-01", "{'cause':'expired','kind':'normative'}"))
                .when(retracted("9", "2021-12-01", "1"))
                .corrected(List.of(counted("1", "document-issued", "2021-03-01", "kind", "normative")), List.of());
        story().given(issued("1", "2021-03-01"), act("2", "document-repealed", "2021-04-01", "{'cause':'expired'}"))
                .when(retracted("9", "2021-12-01", "1"))
                .refusedForDependentActs(Map.of("2", ProblemCode.UNKNOWN_SUBJECT));
    }

    // --- amendments

    @Test
    void aMendedApplicantMovesTheDecisionToo() {
        story().given(RECEIVED, DECIDED)
                .when(amended("9", "2021-12-01", "1", "{'applicant':'enterprise','channel':'mail'}"))
                .corrected(
                        List.of(
                                counted("1", "request-received", "2021-03-01", "applicant", "natural-person"),
                                counted(
                                        "2",
                                        "request-decided",
                                        "2021-03-20",
                                        "applicant",
                                        "natural-person",
                                        "outcome",
                                        "granted")),
                        List.of(
                                counted("1", "request-received", "2021-03-01", "applicant", "enterprise"),
                                counted(
                                        "2",
                                        "request-decided",
                                        "2021-03-20",
                                        "applicant",
                                        "enterprise",
                                        "outcome",
                                        "granted")));
    }

    @Test
    void aMendedApplicantMovesEveryLaterPostingButNotTheStepsBetween() {
        story().given(
                        RECEIVED,
                        act("2", "correction-requested", "2021-03-05", "{}"),
                        act("3", "request-transferred", "2021-03-20", "{}"),
                        act("4", "request-redecided", "2021-05-20", "{'outcome':'granted'}"))
                .when(amended("9", "2021-12-01", "1", "{'applicant':'legal-service','channel':'mail'}"))
                .corrected(
                        List.of(
                                counted("1", "request-received", "2021-03-01", "applicant", "natural-person"),
                                counted(
                                        "3",
                                        "request-transferred",
                                        "2021-03-20",
                                        "applicant",
                                        "natural-person",
                                        "outcome",
                                        "unavailable-not-held"),
                                redecided("4", "2021-05-20", "granted", "unavailable-not-held")),
                        List.of(
                                counted("1", "request-received", "2021-03-01", "applicant", "legal-service"),
                                counted(
                                        "3",
                                        "request-transferred",
                                        "2021-03-20",
                                        "applicant",
                                        "legal-service",
                                        "outcome",
                                        "unavailable-not-held"),
                                counted(
                                        "4",
                                        "request-redecided",
                                        "2021-05-20",
                                        "applicant",
                                        "legal-service",
                                        "outcome",
                                        "granted",
                                        "replaces",
                                        "unavailable-not-held")));
    }

    @Test
    void anAmendmentThatChangesNoFactMovesNothing() {
        story().given(RECEIVED, DECIDED)
                .when(amended(
                        "9", "2021-12-01", "1", "{'applicant':'natural-person','channel':'fax','title':'2020年预算'}"))
                .corrected(List.of(), List.of());
    }

    @Test
    void aMendedOutcomeMovesTheRowAndWhatReplacedIt() {
        story().given(RECEIVED, DECIDED, act("3", "request-redecided", "2021-05-20", "{'outcome':'granted-in-part'}"))
                .when(amended("9", "2021-12-01", "2", "{'outcome':'closed-other','cause':'merged'}"))
                .corrected(
                        List.of(
                                counted(
                                        "2",
                                        "request-decided",
                                        "2021-03-20",
                                        "applicant",
                                        "natural-person",
                                        "outcome",
                                        "granted"),
                                redecided("3", "2021-05-20", "granted-in-part", "granted")),
                        List.of(
                                counted(
                                        "2",
                                        "request-decided",
                                        "2021-03-20",
                                        "applicant",
                                        "natural-person",
                                        "outcome",
                                        "closed-other",
                                        "cause",
                                        "merged"),
                                counted(
                                        "3",
                                        "request-redecided",
                                        "2021-05-20",
                                        "applicant",
                                        "natural-person",
                                        "outcome",
                                        "granted-in-part",
                                        "replaces",
                                        "closed-other",
                                        "replacesCause",
                                        "merged")));
    }

    @Test
    void aDecisionMovedIntoTheYearBeforeFreesTheNewDecisionOfItsCount() {
        story().given(
                        RECEIVED,
                        decided("2", "2022-01-10", "granted"),
                        act("3", "request-redecided", "2022-05-20", "{'outcome':'granted-in-part'}"))
                .when(redated("9", "2022-12-01", "2", "2021-12-30"))
                .corrected(
                        List.of(
                                counted(
                                        "2",
                                        "request-decided",
                                        "2022-01-10",
                                        "applicant",
                                        "natural-person",
                                        "outcome",
                                        "granted"),
                                redecided("3", "2022-05-20", "granted-in-part", "granted")),
                        List.of(
                                counted(
                                        "2",
                                        "request-decided",
                                        "2021-12-30",
                                        "applicant",
                                        "natural-person",
                                        "outcome",
                                        "granted"),
                                counted("3", "request-redecided", "2022-05-20")));
    }

    @Test
    void aMendedKindOfADisputeMovesItsConclusionAndReopening() {
        String[] before = {"kind", "reconsideration", "role", "original-organ"};
        String[] after = {"kind", "litigation-after-reconsideration", "role", "co-defendant"};
        story().given(
                        filed("1", "2021-03-01"),
                        act("2", "dispute-concluded", "2021-06-01", "{'outcome':'upheld'}"),
                        act("3", "dispute-reopened", "2021-07-01", "{'instance':'市中级人民法院'}"))
                .when(amended(
                        "9", "2021-12-01", "1", "{'kind':'litigation-after-reconsideration','role':'co-defendant'}"))
                .corrected(disputeFacts(before), disputeFacts(after));
    }

    private static List<Counted> disputeFacts(String[] facts) {
        return List.of(
                counted("1", "dispute-filed", "2021-03-01", facts),
                counted(
                        "2",
                        "dispute-concluded",
                        "2021-06-01",
                        facts[0],
                        facts[1],
                        facts[2],
                        facts[3],
                        "outcome",
                        "upheld"),
                counted(
                        "3",
                        "dispute-reopened",
                        "2021-07-01",
                        facts[0],
                        facts[1],
                        facts[2],
                        facts[3],
                        "reverses",
                        "upheld"));
    }

    @Test
    void aMendedKindOfADocumentMovesItsRepeal() {
        story().given(issued("1", "2021-03-01"), act("2", "document-repealed", "2022-04-01", "{'cause':'expired'}"))
                .when(amended("9", "2022-12-01", "1", "{'kind':'regulation','title':'办法'}"))
                .corrected(
                        List.of(
                                counted("1", "document-issued", "2021-03-01", "kind", "normative"),
                                counted(
                                        "2",
                                        "document-repealed",
                                        "2022-04-01",
                                        "kind",
                                        "normative",
                                        "cause",
                                        "expired")),
                        List.of(
                                counted("1", "document-issued", "2021-03-01", "kind", "regulation"),
                                counted(
                                        "2",
                                        "document-repealed",
                                        "2022-04-01",
                                        "kind",
                                        "regulation",
                                        "cause",
                                        "expired")));
    }

    @Test
    void aMendedKindMustNotContradictTheRepeal() {
        story().given(
                        issued("1", "2021-03-01"),
                        act("2", "document-repealed", "2022-04-01", "{'cause':'expired','kind':'normative'}"))
                .when(amended("9", "2022-12-01", "1", "{'kind':'regulation','title':'办法'}"))
                .refusedForDependentActs(Map.of("2", ProblemCode.OTHER_KIND));
    }

    @Test
    void aMendedFeeMovesItsPaymentUnlessThePaymentNamesAnAmount() {
        String more = "{'basis':'per-page','quantity':109,'amountYuan':'880'}";
        story().given(RECEIVED, FEE, PAID)
                .when(amended("9", "2021-12-01", "2", more))
                .corrected(
                        List.of(counted("3", "fee-paid", "2021-03-12", "amountYuan", "380")),
                        List.of(counted("3", "fee-paid", "2021-03-12", "amountYuan", "880")));
        story().given(RECEIVED, FEE, act("3", "fee-paid", "2021-03-12", "{'amountYuan':'380'}"))
                .when(amended("9", "2021-12-01", "2", more))
                .refusedForDependentActs(Map.of("3", ProblemCode.FEE_MISMATCH));
        story().given(RECEIVED, FEE, PAID)
                .when(amended("9", "2021-12-01", "2", "{'basis':'per-page','quantity':109,'amountYuan':'881'}"))
                .refusedForDependentActs(Map.of("2", ProblemCode.FEE_MISMATCH, "3", ProblemCode.NO_FEE_PENDING));
    }

    @Test
    void aMendedTallyIsReversedAndBookedWhole() {
        story().given(act("1", "decisions-tallied", "2021-03-01", "{'kind':'penalty','count':1846,'evidence':'台账'}"))
                .when(act(
                        "2",
                        "act-amended",
                        "2021-12-01",
                        "{'act':'1','data':{'kind':'licence','count':1864,'evidence':'台账'},'occurredOn':'2021-04-01'}"))
                .corrected(
                        List.of(counted("1", "decisions-tallied", "2021-03-01", "kind", "penalty", "count", "1846")),
                        List.of(counted("1", "decisions-tallied", "2021-04-01", "kind", "licence", "count", "1864")));
    }

    @Test
    void anAmendmentMendsWhatAnEarlierAmendmentLeft() {
        story().given(
                        RECEIVED,
                        amended("2", "2021-03-02", "1", "{'applicant':'enterprise','channel':'mail'}"),
                        redated("3", "2021-03-03", "1", "2021-02-27"))
                .when(amended("4", "2021-03-04", "1", "{'applicant':'legal-service','channel':'mail'}"))
                .corrected(
                        List.of(counted("1", "request-received", "2021-02-27", "applicant", "enterprise")),
                        List.of(counted("1", "request-received", "2021-02-27", "applicant", "legal-service")));
    }

    @Test
    void whatWasMendedIsTakenBackAsItNowReads() {
        story().given(
                        RECEIVED,
                        amended("2", "2021-03-02", "1", "{'applicant':'enterprise','channel':'mail'}"),
                        redated("3", "2021-03-03", "1", "2021-02-27"))
                .when(retracted("4", "2021-03-04", "1"))
                .corrected(
                        List.of(counted("1", "request-received", "2021-02-27", "applicant", "enterprise")), List.of());
    }

    @Test
    void laterActsCountWhatAnAmendmentSaid() {
        story().given(RECEIVED, amended("2", "2021-03-02", "1", "{'applicant':'enterprise','channel':'mail'}"))
                .when(decided("3", "2021-03-20", "granted"))
                .recorded("applicant", "enterprise", "outcome", "granted");
    }

    @Test
    void amendedDataReplaceTheWholeAndHaveTheFormOfTheirType() {
        story().given(RECEIVED)
                .when(amended("9", "2021-12-01", "1", "{'channel':'fax'}"))
                .refused(ProblemCode.INVALID_ACT, "/data/data/applicant", "missing");
        story().given(RECEIVED)
                .when(amended("9", "2021-12-01", "1", "{'applicant':'company','channel':'fax'}"))
                .refused(ProblemCode.INVALID_ACT, "/data/data/applicant", "company");
        story().given(RECEIVED)
                .when(amended("9", "2021-12-01", "1", "{'applicant':'enterprise','channel':'fax','party':'甲'}"))
                .refused(ProblemCode.INVALID_ACT, "/data/data/party", "unknown member");
        story().given(RECEIVED, DECIDED)
                .when(amended("9", "2021-12-01", "2", "{'outcome':'granted','cause':'merged'}"))
                .refused(ProblemCode.INVALID_ACT, "/data/data/cause");
    }

    // --- what can be corrected

    @Test
    void aCorrectionNamesAnOriginalActOfTheSubject() {
        story().when(retracted("9", "2021-12-01", "1")).refused(ProblemCode.UNKNOWN_SUBJECT, Acts.SUBJECT);
        story().when(redated("9", "2021-12-01", "1", "2021-03-01")).refused(ProblemCode.UNKNOWN_SUBJECT);
        story().given(RECEIVED).when(retracted("9", "2021-12-01", "2")).refused(ProblemCode.ACT_NOT_FOUND, "no act 2");
        story().given(RECEIVED)
                .when(redated("9", "2021-12-01", "2", "2021-03-01"))
                .refused(ProblemCode.ACT_NOT_FOUND);
        story().given(RECEIVED).when(retracted("9", "2021-12-01", "9")).refused(ProblemCode.ACT_NOT_FOUND);
    }

    @Test
    void aCorrectionIsNeverCorrected() {
        story().given(RECEIVED, redated("2", "2021-03-02", "1", "2021-02-27"))
                .when(retracted("9", "2021-12-01", "2"))
                .refused(ProblemCode.ACT_NOT_FOUND);
        story().given(RECEIVED, retracted("2", "2021-03-02", "1"))
                .when(redated("9", "2021-12-01", "2", "2021-03-03"))
                .refused(ProblemCode.ACT_NOT_FOUND);
    }

    @Test
    void aRetractionIsFinal() {
        story().given(RECEIVED, retracted("2", "2021-03-02", "1"))
                .when(retracted("9", "2021-12-01", "1"))
                .refused(ProblemCode.ACT_ALREADY_RETRACTED, "act 1");
        story().given(RECEIVED, retracted("2", "2021-03-02", "1"))
                .when(redated("9", "2021-12-01", "1", "2021-03-01"))
                .refused(ProblemCode.ACT_ALREADY_RETRACTED);
        story().given(RECEIVED, retracted("2", "2021-03-02", "1"), received("3", "2021-03-03"))
                .when(redated("9", "2021-12-01", "1", "2021-03-01"))
                .refused(ProblemCode.ACT_ALREADY_RETRACTED);
    }

    private static Counted redecided(String id, String date, String outcome, String replaces) {
        return counted(
                id, "request-redecided", date, "applicant", "natural-person", "outcome", outcome, "replaces", replaces);
    }
}
