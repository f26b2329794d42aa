package minglu.api.problem;

/**
 * One fault of a body or a history.
 *
 * @param pointer JSON pointer (RFC 6901) to the faulty member, or the id of an act
 * @param message one sentence with the offending value
 */
public record Violation(String pointer, String message) {}
