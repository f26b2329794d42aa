package minglu.query.log.notary;

/**
 * How the log stands, and what there is to do.
 *
 * @param state how
 * @param reason why, a sentence; null while all is well
 * @param wayOut what a person can do; null where nothing is needed
 */
public record LogCondition(LogState state, String reason, String wayOut) {

    static LogCondition of(LogState state) {
        return new LogCondition(state, null, null);
    }
}
