package minglu.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.Violation;
import minglu.api.tables.CheckLine;
import tools.jackson.databind.json.JsonMapper;

/**
 * A problem document (RFC 9457; contract, head).
 *
 * @param type {@code urn:minglu:problem:} and the code
 * @param title the same for each occurrence of the code
 * @param status the HTTP status
 * @param detail what was wrong, with the values
 * @param violations single faults; left out when empty
 * @param checks the checks of a table that stand in the way; left out when empty
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> violations,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CheckLine> checks) {

    /** The media type of a problem document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:minglu:problem:";
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** The document of a refusal. */
    public static Problem of(Refusal refusal) {
        ProblemCode code = refusal.code();
        return new Problem(
                TYPE_PREFIX + code.code(),
                code.title(),
                code.status(),
                refusal.detail(),
                refusal.violations(),
                refusal.checks());
    }

    /** A document that one sentence explains. */
    public static Problem of(ProblemCode code, String detail) {
        return of(Refusal.of(code, detail));
    }

    /**
     * The nearest document to a bare HTTP status, given where nothing else is known. The contract has no codes for 405 and 406:
     * a method that an address does not offer is {@code not-found}, a type of answer that it does not offer
     * {@code unsupported-media-type}.
     *
     * @param status 400 to 599
     */
    public static Problem ofStatus(int status) {
        return of(refusalOf(status));
    }

    /** See {@link #ofStatus}. */
    static Refusal refusalOf(int status) {
        return switch (status) {
            case 401 -> Refusal.of(ProblemCode.UNAUTHENTICATED, "this address needs a user");
            case 403 -> Refusal.of(ProblemCode.FORBIDDEN, "the user may not do this");
            case 404 -> Refusal.of(ProblemCode.NOT_FOUND, "nothing is at this address");
            case 405 -> Refusal.of(ProblemCode.NOT_FOUND, "this address does not offer the method");
            case 406, 415 -> Refusal.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "the media type is not supported here");
            case 413 -> Refusal.of(ProblemCode.TOO_LARGE, "the request is too large");
            case 422 -> Refusal.of(ProblemCode.INVALID_REQUEST, "the request is not valid");
            case 429 -> Refusal.of(ProblemCode.TOO_MANY_REQUESTS, "too many requests");
            case 503 -> Refusal.of(ProblemCode.UNAVAILABLE, "the service is not available now");
            default ->
                status < 500
                        ? Refusal.of(
                                ProblemCode.MALFORMED,
                                "the request is not valid HTTP, or its address cannot be decoded")
                        : Refusal.of(ProblemCode.INTERNAL, "an unexpected fault; the log of the server says more");
        };
    }

    /** The document as JSON, for places that no message converter reaches. */
    public String toJson() {
        return MAPPER.writeValueAsString(this);
    }
}
