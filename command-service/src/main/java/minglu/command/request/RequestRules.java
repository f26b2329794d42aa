package minglu.command.request;

import java.math.BigDecimal;
import minglu.api.act.ActData;
import minglu.api.act.ActType;
import minglu.api.problem.ProblemCode;
import minglu.api.request.FeeCharged;
import minglu.command.subject.Rule;

/** The rules of an application. The law is recorded, not blocked: no rule here knows a deadline. */
final class RequestRules {

    private RequestRules() {}

    static Rule requestIsStillOpen(RequestState state, ActData data) {
        return new Rule(
                ProblemCode.REQUEST_CLOSED,
                "条例 36",
                state.isClosed(),
                () -> "the request was closed on " + state.firstDecidedOn() + " as "
                        + state.countedOutcome().code() + "; "
                        + ActType.of(data.getClass()).code() + " comes too late");
    }

    static Rule thereIsADecisionToReplace(RequestState state) {
        return new Rule(
                ProblemCode.ACT_NOT_FOUND,
                "contract: request-redecided",
                !state.isClosed(),
                () -> "the request has no decision yet that a new one could replace");
    }

    static Rule correctionIsRequestedOnce(RequestState state) {
        return new Rule(
                ProblemCode.CORRECTION_ALREADY_REQUESTED,
                "条例 30",
                state.correctionRequested(),
                () -> "a correction was already requested; it can be requested once");
    }

    static Rule correctionIsPending(RequestState state) {
        return new Rule(
                ProblemCode.NO_CORRECTION_PENDING,
                "条例 30",
                !state.correctionPending(),
                () -> "no correction is pending that a corrected application could answer");
    }

    static Rule consultationIsPending(RequestState state) {
        return new Rule(
                ProblemCode.NO_THIRD_PARTY_PENDING,
                "条例 32",
                state.consultationsPending() == 0,
                () -> "no consulted party is left that could reply");
    }

    static Rule periodIsExtendedOnce(RequestState state) {
        return new Rule(
                ProblemCode.ALREADY_EXTENDED,
                "条例 33",
                state.extended(),
                () -> "the period was already extended; it can be extended once");
    }

    static Rule feeIsChargedOnce(RequestState state) {
        return new Rule(
                ProblemCode.FEE_ALREADY_CHARGED,
                "收费办法 3",
                state.chargedYuan() != null,
                () -> "a fee of " + state.chargedYuan().toPlainString() + " yuan was already charged");
    }

    static Rule feeIsTheStatutoryAmount(FeeCharged.Data fee, FeeRates rates) {
        BigDecimal statutory = rates.yuan(fee.basis(), fee.quantity());
        return new Rule(
                ProblemCode.FEE_MISMATCH,
                "收费办法 4, 5",
                fee.amountYuan().compareTo(statutory) != 0,
                () -> fee.amountYuan().toPlainString() + " yuan were charged; the statutory fee "
                        + fee.basis().code() + " for " + fee.quantity() + " is " + statutory.toPlainString() + " yuan");
    }

    static Rule feeIsPending(RequestState state) {
        return new Rule(
                ProblemCode.NO_FEE_PENDING, "收费办法 3", !state.feePending(), () -> "no fee is pending to be paid");
    }

    static Rule paidAmountEqualsTheCharge(RequestState state, BigDecimal paidYuan) {
        return new Rule(
                ProblemCode.FEE_MISMATCH,
                "收费办法 3",
                paidYuan != null && paidYuan.compareTo(state.chargedYuan()) != 0,
                () -> paidYuan.toPlainString() + " yuan were paid, "
                        + state.chargedYuan().toPlainString() + " yuan were charged");
    }
}
