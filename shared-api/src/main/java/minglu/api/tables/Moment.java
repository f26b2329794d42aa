package minglu.api.tables;

import java.time.Instant;

/**
 * As of when something is read. At most one of the two kinds of knowledge is given.
 *
 * @param atLeast position that must have been reached; null: whatever has been
 * @param knownAtPosition knowledge at this position, 0 or more; null: not limited
 * @param knownAtInstant knowledge of the events recorded up to and including this instant; null: not limited
 */
public record Moment(Long atLeast, Long knownAtPosition, Instant knownAtInstant) {

    /** Everything known now. */
    public static final Moment NOW = new Moment(null, null, null);

    /** Everything known now, and at least up to a position. */
    public static Moment atLeast(long position) {
        return new Moment(position, null, null);
    }

    /** What was known at a position. */
    public static Moment knownAt(long position) {
        return new Moment(null, position, null);
    }
}
