package minglu.command.request;

import java.math.BigDecimal;
import java.time.LocalDate;
import minglu.api.request.Applicant;
import minglu.api.request.ClosingCause;
import minglu.api.request.Outcome;

/**
 * What is known of an application while it is handled.
 *
 * @param applicant column of table three; null before the receipt
 * @param correctionRequested whether a correction was ever requested (条例 30: once)
 * @param correctionPending whether the corrected application is awaited
 * @param consultationsPending consulted parties that have not answered
 * @param extended whether the period was extended (条例 33: once)
 * @param chargedYuan the fee charged, or null
 * @param feePending whether payment is awaited
 * @param firstDecidedOn day of the first final result; null while open
 * @param countedOutcome the result row the request stands in; null while open
 * @param countedCause cause of a counted {@code closed-other}, or null
 */
record RequestState(
        Applicant applicant,
        boolean correctionRequested,
        boolean correctionPending,
        int consultationsPending,
        boolean extended,
        BigDecimal chargedYuan,
        boolean feePending,
        LocalDate firstDecidedOn,
        Outcome countedOutcome,
        ClosingCause countedCause) {

    static final RequestState INITIAL = new RequestState(null, false, false, 0, false, null, false, null, null, null);

    boolean isClosed() {
        return firstDecidedOn != null;
    }

    RequestState received(Applicant from) {
        return new RequestState(from, false, false, 0, false, null, false, null, null, null);
    }

    RequestState withCorrection(boolean pending) {
        return new RequestState(
                applicant,
                true,
                pending,
                consultationsPending,
                extended,
                chargedYuan,
                feePending,
                firstDecidedOn,
                countedOutcome,
                countedCause);
    }

    RequestState withConsultations(int pending) {
        return new RequestState(
                applicant,
                correctionRequested,
                correctionPending,
                pending,
                extended,
                chargedYuan,
                feePending,
                firstDecidedOn,
                countedOutcome,
                countedCause);
    }

    RequestState withExtension() {
        return new RequestState(
                applicant,
                correctionRequested,
                correctionPending,
                consultationsPending,
                true,
                chargedYuan,
                feePending,
                firstDecidedOn,
                countedOutcome,
                countedCause);
    }

    RequestState withFee(BigDecimal yuan, boolean pending) {
        return new RequestState(
                applicant,
                correctionRequested,
                correctionPending,
                consultationsPending,
                extended,
                yuan,
                pending,
                firstDecidedOn,
                countedOutcome,
                countedCause);
    }

    RequestState withResult(LocalDate firstDecided, Outcome outcome, ClosingCause cause) {
        return new RequestState(
                applicant,
                correctionRequested,
                correctionPending,
                consultationsPending,
                extended,
                chargedYuan,
                feePending,
                firstDecided,
                outcome,
                cause);
    }
}
