package minglu.api.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** The stable codes of everything that can go wrong, with the HTTP status that belongs to each (contract, head and sections 3 and 5). */
public enum ProblemCode implements Coded {
    MALFORMED(400, "Not UTF-8 JSON"),
    UNAUTHENTICATED(401, "A user is needed"),
    FORBIDDEN(403, "Not allowed for this user"),
    NOT_FOUND(404, "Nothing here"),
    UNKNOWN_CELL(404, "No such cell"),
    UNKNOWN_UNIT(404, "No such unit"),
    UNKNOWN_SUBJECT(404, "No such subject"),
    TOO_LARGE(413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Media type not supported"),
    INVALID_REQUEST(422, "Invalid request"),
    INVALID_PARAMETER(422, "Invalid parameter"),
    INVALID_FILE(422, "Invalid file"),
    INVALID_ACT(422, "Invalid act"),
    PERSONAL_DATA(422, "Personal data in a free text"),
    IN_THE_FUTURE(422, "Dated in the future"),
    YEAR_NOT_REPORTED(422, "The unit does not report this year"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    NOT_CAUGHT_UP(503, "Not caught up yet"),
    UNAVAILABLE(503, "Not available now"),
    INTERNAL(500, "Unexpected fault"),

    ACT_CONFLICT(409, "Another act has this identity"),
    UNIT_IS_NODE(409, "The unit is a node"),
    SUBJECT_EXISTS(409, "The subject is already open"),
    OTHER_KIND(409, "The subject is of another kind"),
    REQUEST_CLOSED(409, "The request is closed"),
    CORRECTION_ALREADY_REQUESTED(409, "A correction was already requested"),
    NO_CORRECTION_PENDING(409, "No correction is pending"),
    NO_THIRD_PARTY_PENDING(409, "No consultation is pending"),
    ALREADY_EXTENDED(409, "The period was already extended"),
    FEE_ALREADY_CHARGED(409, "A fee was already charged"),
    FEE_MISMATCH(409, "Not the statutory fee"),
    NO_FEE_PENDING(409, "No fee is pending"),
    DOCUMENT_NOT_IN_FORCE(409, "The document is not in force"),
    DISPUTE_CLOSED(409, "The dispute is concluded"),
    OPENING_ALREADY_DECLARED(409, "The opening stock is already declared"),
    ACT_NOT_FOUND(409, "No such act"),
    ACT_ALREADY_RETRACTED(409, "The act was already retracted"),
    DEPENDENT_ACTS(409, "Later acts depend on it"),
    BEFORE_LAST_ACT(409, "Before the last act of the subject"),
    BEFORE_REPORTING(409, "Outside the unit's reporting years"),
    PERIOD_CLOSED(409, "The year is closed"),

    WRONG_STATE(409, "Not possible in this state"),
    FOUR_EYES(409, "Somebody else must do this"),
    YEAR_NOT_OVER(409, "The year is not over"),
    CHECKS_FAILED(409, "Checks do not hold"),
    UNITS_SILENT(409, "Units neither acted nor declared nil"),
    RETURNS_MISSING(409, "Returns are not accepted"),
    CHANGED_SINCE_SUBMITTED(409, "The figures changed since they were submitted"),
    INCOMPLETE(409, "An event may be missing in the figures");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** One short English phrase, the same for each occurrence. */
    public String title() {
        return title;
    }

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
