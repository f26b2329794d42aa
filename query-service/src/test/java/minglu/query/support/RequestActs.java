package minglu.query.support;

import minglu.api.act.ActEvent;
import minglu.api.request.Applicant;
import minglu.api.request.Outcome;
import minglu.api.request.RequestChannel;
import minglu.api.request.RequestDecided;
import minglu.api.request.RequestReceived;

/** Acts of applications of natural persons as the write side records them, with their data and facts. */
public final class RequestActs {

    private static final String PERSON = Applicant.NATURAL_PERSON.code();

    private RequestActs() {}

    /** The receipt, act 1. */
    public static ActEvent received(String unit, String subject, String on) {
        return received(unit, subject, "1", on, null);
    }

    /** A receipt from an applicant, who may be null. */
    public static ActEvent received(String unit, String subject, String id, String on, String applicantRef) {
        return Acts.act(
                unit,
                subject,
                id,
                "request-received",
                on,
                new RequestReceived.Data(Applicant.NATURAL_PERSON, RequestChannel.MAIL, null, applicantRef, null, null),
                "applicant",
                PERSON);
    }

    /** A result. */
    public static ActEvent decided(String unit, String subject, String id, String on, Outcome outcome) {
        return Acts.act(
                unit,
                subject,
                id,
                "request-decided",
                on,
                new RequestDecided.Data(outcome, null, null),
                "applicant",
                PERSON,
                "outcome",
                outcome.code());
    }

    /** A transfer. */
    public static ActEvent transferred(String unit, String subject, String id, String on) {
        return Acts.act(
                unit,
                subject,
                id,
                "request-transferred",
                on,
                "applicant",
                PERSON,
                "outcome",
                Outcome.UNAVAILABLE_NOT_HELD.code());
    }
}
