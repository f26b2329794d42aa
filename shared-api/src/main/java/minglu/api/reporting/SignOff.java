package minglu.api.reporting;

/**
 * Who took a step, and why. Who signs is a fact of the history itself, so it stands in the event and not only in its metadata.
 *
 * @param id random identity of the step; the same command sent twice is one step
 * @param by opaque id of the user
 * @param role code of the role the step was taken in
 * @param comment sealed text, or null
 */
public record SignOff(String id, String by, String role, String comment) {

    static final String REVIEWER = "reviewer";
    static final String CONSOLIDATOR = "consolidator";
    static final String PUBLISHER = "publisher";
}
