package minglu.command.request;

import static minglu.command.request.RequestRules.*;

import java.time.LocalDate;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.request.AnswerDelayed;
import minglu.api.request.CorrectionRequested;
import minglu.api.request.DeadlineExtended;
import minglu.api.request.FeeCharged;
import minglu.api.request.FeePaid;
import minglu.api.request.Outcome;
import minglu.api.request.RequestCorrected;
import minglu.api.request.RequestDecided;
import minglu.api.request.RequestReceived;
import minglu.api.request.RequestRedecided;
import minglu.api.request.RequestTransferred;
import minglu.api.request.ThirdPartyConsulted;
import minglu.api.request.ThirdPartyReplied;
import minglu.command.request.RequestSettings.Redecision;
import minglu.command.subject.Facts;
import minglu.command.subject.Kind;
import minglu.command.subject.Rule;

/** An application for government information, from receipt to result (条例 27 to 42). */
public final class RequestLife implements Kind<RequestState> {

    private final RequestSettings settings;
    private final boolean verifiesRates;

    /**
     * @param settings the readings in force
     * @param verifiesRates whether a charge must be the amount of the rates in force; not for one that was accepted before
     */
    public RequestLife(RequestSettings settings, boolean verifiesRates) {
        this.settings = settings;
        this.verifiesRates = verifiesRates;
    }

    @Override
    public RequestState initial() {
        return RequestState.INITIAL;
    }

    @Override
    public SortedMap<String, String> decide(RequestState state, ActData data, LocalDate occurredOn) {
        if (data instanceof RequestReceived.Data received) {
            return Facts.of("applicant", received.applicant().code());
        }
        if (data instanceof RequestRedecided.Data redecided) {
            Rule.verify(thereIsADecisionToReplace(state));
            return redecisionFacts(state, redecided, occurredOn);
        }
        Rule.verify(requestIsStillOpen(state, data));
        if (data instanceof CorrectionRequested.Data) {
            Rule.verify(correctionIsRequestedOnce(state));
        } else if (data instanceof RequestCorrected.Data) {
            Rule.verify(correctionIsPending(state));
        } else if (data instanceof ThirdPartyReplied.Data) {
            Rule.verify(consultationIsPending(state));
        } else if (data instanceof DeadlineExtended.Data) {
            Rule.verify(periodIsExtendedOnce(state));
        } else if (data instanceof FeeCharged.Data fee) {
            Rule.verify(feeIsChargedOnce(state));
            if (verifiesRates) {
                Rule.verify(feeIsTheStatutoryAmount(fee, settings.fee()));
            }
        } else if (data instanceof FeePaid.Data paid) {
            // One after the other: without a charge there is nothing to compare with.
            Rule.verify(feeIsPending(state));
            Rule.verify(paidAmountEqualsTheCharge(state, paid.amountYuan()));
            return Facts.of("amountYuan", state.chargedYuan().toPlainString());
        } else if (data instanceof RequestDecided.Data decided) {
            return Facts.of(
                    "applicant",
                    state.applicant().code(),
                    "outcome",
                    decided.outcome().code(),
                    "cause",
                    decided.cause() == null ? null : decided.cause().code());
        } else if (data instanceof RequestTransferred.Data) {
            return Facts.of("applicant", state.applicant().code(), "outcome", Outcome.UNAVAILABLE_NOT_HELD.code());
        } else if (!(data instanceof ThirdPartyConsulted.Data || data instanceof AnswerDelayed.Data)) {
            throw new IllegalStateException(data.getClass() + " is not an act of a request");
        }
        return Facts.NONE;
    }

    /** A new result counts instead of the first one at most in the year of the first decision; a closed year keeps its rows. */
    private SortedMap<String, String> redecisionFacts(
            RequestState state, RequestRedecided.Data redecided, LocalDate occurredOn) {
        if (settings.redecision() == Redecision.NEVER
                || occurredOn.getYear() != state.firstDecidedOn().getYear()) {
            return Facts.NONE;
        }
        return Facts.of(
                "applicant",
                state.applicant().code(),
                "outcome",
                redecided.outcome().code(),
                "replaces",
                state.countedOutcome().code(),
                "replacesCause",
                state.countedCause() == null ? null : state.countedCause().code());
    }

    @Override
    public RequestState evolve(
            RequestState state, ActData data, LocalDate occurredOn, SortedMap<String, String> facts) {
        if (data instanceof RequestReceived.Data received) {
            return state.received(received.applicant());
        }
        if (data instanceof CorrectionRequested.Data) {
            return state.withCorrection(true);
        }
        if (data instanceof RequestCorrected.Data) {
            return state.withCorrection(false);
        }
        if (data instanceof ThirdPartyConsulted.Data) {
            return state.withConsultations(state.consultationsPending() + 1);
        }
        if (data instanceof ThirdPartyReplied.Data) {
            return state.withConsultations(state.consultationsPending() - 1);
        }
        if (data instanceof DeadlineExtended.Data) {
            return state.withExtension();
        }
        if (data instanceof FeeCharged.Data fee) {
            return state.withFee(fee.amountYuan(), true);
        }
        if (data instanceof FeePaid.Data) {
            return state.withFee(state.chargedYuan(), false);
        }
        if (data instanceof RequestDecided.Data decided) {
            return state.withResult(occurredOn, decided.outcome(), decided.cause());
        }
        if (data instanceof RequestTransferred.Data) {
            return state.withResult(occurredOn, Outcome.UNAVAILABLE_NOT_HELD, null);
        }
        if (data instanceof RequestRedecided.Data redecided && !facts.isEmpty()) {
            return state.withResult(state.firstDecidedOn(), redecided.outcome(), null);
        }
        return state;
    }
}
