package minglu.command.request;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.decided;
import static minglu.command.subject.Acts.received;
import static minglu.command.subject.Story.story;

import java.util.stream.Stream;
import minglu.api.act.Act;
import minglu.api.problem.ProblemCode;
import minglu.api.request.Applicant;
import minglu.api.request.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of an application: what is recorded, what it counts, and the few things that are refused. */
class RequestTest {

    private static final Act RECEIVED = received("1", "2021-03-01");
    private static final Act CORRECTION_REQUESTED = act("2", "correction-requested", "2021-03-03", "{}");
    private static final Act CORRECTED = act("3", "request-corrected", "2021-03-10", "{}");
    private static final Act CONSULTED = act("2", "third-party-consulted", "2021-03-03", "{'party':'甲公司'}");
    private static final Act EXTENDED =
            act("2", "deadline-extended", "2021-03-20", "{'workingDays':20,'approvedBy':'主任'}");
    private static final Act CHARGED =
            act("2", "fee-charged", "2021-03-10", "{'basis':'per-page','quantity':68,'amountYuan':'380.00'}");

    @ParameterizedTest
    @EnumSource(Applicant.class)
    void aReceiptOpensARequestAndCountsItsApplicant(Applicant applicant) {
        story().when(received("1", "2021-03-01", applicant.code())).recorded("applicant", applicant.code());
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void anyOutcomeClosesAnOpenRequestAndCountsForTheApplicantOfTheReceipt(Outcome outcome) {
        story().given(received("1", "2021-03-01", "enterprise"))
                .when(decided("2", "2021-03-20", outcome.code()))
                .recorded("applicant", "enterprise", "outcome", outcome.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"withdrawn", "merged", "archived", "party-information", "other"})
    void theCauseOfAnotherClosingIsCountedWithIt(String cause) {
        story().given(RECEIVED)
                .when(act("2", "request-decided", "2021-03-20", "{'outcome':'closed-other','cause':'" + cause + "'}"))
                .recorded("applicant", "natural-person", "outcome", "closed-other", "cause", cause);
    }

    static Stream<Act> pendingSteps() {
        return Stream.of(CORRECTION_REQUESTED, CONSULTED, CHARGED);
    }

    @ParameterizedTest
    @MethodSource("pendingSteps")
    void aDecisionIsAcceptedWhileAStepIsPending(Act pending) {
        story().given(RECEIVED, pending)
                .when(decided("9", "2021-03-20", "closed-fee-unpaid"))
                .recorded("applicant", "natural-person", "outcome", "closed-fee-unpaid");
    }

    @Test
    void aDecisionMonthsTooLateIsAFactAndNeverRefused() {
        story().given(RECEIVED)
                .when(decided("2", "2023-12-31", "granted"))
                .recorded("applicant", "natural-person", "outcome", "granted");
    }

    static Stream<Act> followUps() {
        return Stream.of(
                act("9", "correction-requested", "2021-04-01", "{}"),
                act("9", "request-corrected", "2021-04-01", "{}"),
                act("9", "third-party-consulted", "2021-04-01", "{}"),
                act("9", "third-party-replied", "2021-04-01", "{}"),
                act("9", "deadline-extended", "2021-04-01", "{'workingDays':1,'approvedBy':'主任'}"),
                act("9", "answer-delayed", "2021-04-01", "{'until':'2021-06-30','approvedBy':'主任'}"),
                act("9", "fee-charged", "2021-04-01", "{'basis':'per-page','quantity':68,'amountYuan':'380'}"),
                act("9", "fee-paid", "2021-04-01", "{}"),
                act("9", "request-decided", "2021-04-01", "{'outcome':'granted'}"),
                act("9", "request-transferred", "2021-04-01", "{}"));
    }

    @ParameterizedTest
    @MethodSource("followUps")
    void aClosedRequestTakesNoFurtherStep(Act followUp) {
        story().given(RECEIVED, decided("2", "2021-03-20", "granted"))
                .when(followUp)
                .refused(
                        ProblemCode.REQUEST_CLOSED,
                        "2021-03-20",
                        "granted",
                        followUp.type().code());
    }

    @ParameterizedTest
    @MethodSource("followUps")
    void aTransferredRequestTakesNoFurtherStep(Act followUp) {
        story().given(RECEIVED, act("2", "request-transferred", "2021-03-20", "{'toOrgan':'市档案馆'}"))
                .when(followUp)
                .refused(ProblemCode.REQUEST_CLOSED, "2021-03-20", "unavailable-not-held");
    }

    @Test
    void aTransferClosesAsNotHeld() {
        story().given(RECEIVED)
                .when(act("2", "request-transferred", "2021-03-20", "{'toUnit':'slj','toSubject':'SQ-77'}"))
                .recorded("applicant", "natural-person", "outcome", "unavailable-not-held");
    }

    // --- 补正

    @Test
    void aCorrectionIsRequestedAndAnsweredOnce() {
        story().given(RECEIVED).when(CORRECTION_REQUESTED).recorded();
        story().given(RECEIVED, CORRECTION_REQUESTED).when(CORRECTED).recorded();

        story().given(RECEIVED, CORRECTION_REQUESTED)
                .when(act("9", "correction-requested", "2021-03-04", "{}"))
                .refused(ProblemCode.CORRECTION_ALREADY_REQUESTED, "条例 30");
        story().given(RECEIVED, CORRECTION_REQUESTED, CORRECTED)
                .when(act("9", "correction-requested", "2021-03-11", "{}"))
                .refused(ProblemCode.CORRECTION_ALREADY_REQUESTED);
    }

    @Test
    void aCorrectedApplicationAnswersAPendingRequestForCorrection() {
        story().given(RECEIVED).when(CORRECTED).refused(ProblemCode.NO_CORRECTION_PENDING, "条例 30");
        story().given(RECEIVED, CORRECTION_REQUESTED, CORRECTED)
                .when(act("9", "request-corrected", "2021-03-11", "{}"))
                .refused(ProblemCode.NO_CORRECTION_PENDING);
    }

    // --- 征求意见

    @Test
    void eachConsultedPartyRepliesOnce() {
        Act second = act("3", "third-party-consulted", "2021-03-04", "{'with':'co-author','party':'县水利局'}");
        Act reply = act("4", "third-party-replied", "2021-03-10", "{'party':'甲公司','consent':true}");
        Act silence = act("5", "third-party-replied", "2021-03-24", "{'consent':null}");

        story().given(RECEIVED).when(CONSULTED).recorded();
        story().given(RECEIVED, CONSULTED, second).when(reply).recorded();
        story().given(RECEIVED, CONSULTED, second, reply).when(silence).recorded();
        story().given(RECEIVED, CONSULTED, second, reply, silence)
                .when(act("6", "third-party-replied", "2021-03-25", "{}"))
                .refused(ProblemCode.NO_THIRD_PARTY_PENDING, "条例 32");
        story().given(RECEIVED).when(reply).refused(ProblemCode.NO_THIRD_PARTY_PENDING);
    }

    @Test
    void aFurtherPartyMayBeConsultedAfterAReply() {
        story().given(RECEIVED, CONSULTED, act("3", "third-party-replied", "2021-03-10", "{}"))
                .when(act("4", "third-party-consulted", "2021-03-11", "{}"))
                .recorded();
    }

    // --- 延长, 延迟

    @Test
    void thePeriodIsExtendedOnce() {
        story().given(RECEIVED).when(EXTENDED).recorded();
        story().given(RECEIVED, EXTENDED)
                .when(act("9", "deadline-extended", "2021-03-21", "{'workingDays':1,'approvedBy':'主任'}"))
                .refused(ProblemCode.ALREADY_EXTENDED, "条例 33");
    }

    @Test
    void anAnswerMayBeDelayedAgain() {
        Act delayed = act("2", "answer-delayed", "2021-03-20", "{'until':'2021-06-30','approvedBy':'主任'}");
        story().given(RECEIVED).when(delayed).recorded();
        story().given(RECEIVED, delayed)
                .when(act("3", "answer-delayed", "2021-06-20", "{'until':'2021-09-30','approvedBy':'主任'}"))
                .recorded();
    }

    // --- 信息处理费

    @Test
    void aFeeIsChargedOnceAtTheStatutoryAmount() {
        story().given(RECEIVED).when(CHARGED).recorded();
        story().given(RECEIVED)
                .when(act("2", "fee-charged", "2021-03-10", "{'basis':'per-page','quantity':68,'amountYuan':'380.01'}"))
                .refused(ProblemCode.FEE_MISMATCH, "380.01", "68", "is 380 yuan", "收费办法 4, 5");
        story().given(RECEIVED, CHARGED)
                .when(act("9", "fee-charged", "2021-03-11", "{'basis':'per-page','quantity':68,'amountYuan':'380'}"))
                .refused(ProblemCode.FEE_ALREADY_CHARGED, "380.00");
        story().given(RECEIVED, CHARGED, act("3", "fee-paid", "2021-03-12", "{}"))
                .when(act("9", "fee-charged", "2021-03-13", "{'basis':'per-page','quantity':68,'amountYuan':'1'}"))
                .refused(ProblemCode.FEE_ALREADY_CHARGED);
    }

    @Test
    void aFreeQuantityCannotBeCharged() {
        story().given(RECEIVED)
                .when(act("2", "fee-charged", "2021-03-10", "{'basis':'per-request','quantity':10,'amountYuan':'100'}"))
                .refused(ProblemCode.FEE_MISMATCH, "is 0 yuan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'amountYuan':'380'}", "{'amountYuan':'380.00'}"})
    void aPaidFeeCountsTheChargedAmount(String data) {
        story().given(RECEIVED, CHARGED)
                .when(act("3", "fee-paid", "2021-03-12", data))
                .recorded("amountYuan", "380.00");
    }

    @Test
    void aPaymentNeedsAPendingFeeOfItsAmount() {
        story().given(RECEIVED).when(act("3", "fee-paid", "2021-03-12", "{}")).refused(ProblemCode.NO_FEE_PENDING);
        story().given(RECEIVED)
                .when(act("3", "fee-paid", "2021-03-12", "{'amountYuan':'380'}"))
                .refused(ProblemCode.NO_FEE_PENDING);
        story().given(RECEIVED, CHARGED, act("3", "fee-paid", "2021-03-12", "{}"))
                .when(act("4", "fee-paid", "2021-03-12", "{}"))
                .refused(ProblemCode.NO_FEE_PENDING);
        story().given(RECEIVED, CHARGED)
                .when(act("3", "fee-paid", "2021-03-12", "{'amountYuan':'38'}"))
                .refused(ProblemCode.FEE_MISMATCH, "38 yuan were paid", "380.00 yuan were charged");
    }

    // --- 重新答复

    @Test
    void aNewDecisionOfTheSameYearReplacesTheCountedRow() {
        story().given(RECEIVED, decided("2", "2021-03-20", "refused-state-secret"))
                .when(act("3", "request-redecided", "2021-12-31", "{'outcome':'granted','orderedBy':'县人民法院'}"))
                .recorded("applicant", "natural-person", "outcome", "granted", "replaces", "refused-state-secret");
    }

    @Test
    void aSecondNewDecisionReplacesTheFirstNewOne() {
        story().given(
                        RECEIVED,
                        act("2", "request-decided", "2021-03-20", "{'outcome':'closed-other','cause':'merged'}"),
                        act("3", "request-redecided", "2021-05-20", "{'outcome':'closed-other'}"))
                .when(act("4", "request-redecided", "2021-06-20", "{'outcome':'granted'}"))
                .recorded("applicant", "natural-person", "outcome", "granted", "replaces", "closed-other");
    }

    @Test
    void aReplacedRowNamesItsCause() {
        story().given(
                        RECEIVED,
                        act("2", "request-decided", "2021-03-20", "{'outcome':'closed-other','cause':'merged'}"))
                .when(act("3", "request-redecided", "2021-05-20", "{'outcome':'granted'}"))
                .recorded(
                        "applicant",
                        "natural-person",
                        "outcome",
                        "granted",
                        "replaces",
                        "closed-other",
                        "replacesCause",
                        "merged");
    }

    @Test
    void aNewDecisionOfALaterYearMovesNoCell() {
        story().given(RECEIVED, decided("2", "2021-12-31", "refused-state-secret"))
                .when(act("3", "request-redecided", "2022-01-01", "{'outcome':'granted'}"))
                .recorded();
        story().given(
                        RECEIVED,
                        decided("2", "2021-12-31", "refused-state-secret"),
                        act("3", "request-redecided", "2022-01-01", "{'outcome':'granted'}"))
                .when(act("4", "request-redecided", "2022-02-01", "{'outcome':'granted-in-part'}"))
                .recorded();
    }

    @Test
    void aTransferredRequestMayBeDecidedAnew() {
        story().given(RECEIVED, act("2", "request-transferred", "2021-03-20", "{}"))
                .when(act("3", "request-redecided", "2021-05-20", "{'outcome':'granted'}"))
                .recorded("applicant", "natural-person", "outcome", "granted", "replaces", "unavailable-not-held");
    }

    @Test
    void aNewDecisionNeedsAnOldOne() {
        story().given(RECEIVED)
                .when(act("3", "request-redecided", "2021-05-20", "{'outcome':'granted'}"))
                .refused(ProblemCode.ACT_NOT_FOUND, "no decision yet");
    }
}
