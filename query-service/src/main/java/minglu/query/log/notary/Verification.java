package minglu.query.log.notary;

import minglu.query.log.tiles.TilePath;

/**
 * Compares every leaf that there is with its event once, part by part, so that others come between. Events and tiles must not have been
 * changed since it began; whether they were, PostgreSQL counts.
 */
final class Verification {

    private static final long PART = 16 * TilePath.FULL;

    private final Audit audit;
    private final long changes;
    private final long end;
    private long next;

    /** Of the leaves of an epoch, as they are now. */
    Verification(LogRows rows, int epoch, Audit audit) {
        this.audit = audit;
        // Before anything is compared, so that no change can come between.
        this.changes = rows.changesCounted();
        this.end = rows.leaves(epoch);
    }

    /** Compares the next part. */
    void goOn() {
        long until = Math.min(end, next + PART);
        audit.verify(next, until);
        next = until;
    }

    /** Whether all has been compared. */
    boolean isDone() {
        return next == end;
    }

    /** Number of the leaves that are compared. */
    long end() {
        return end;
    }

    /** What {@link LogRows#changesCounted} gave before it began. */
    long changes() {
        return changes;
    }

    /** How far it is. */
    LogCondition condition() {
        return new LogCondition(
                LogState.VERIFYING,
                next + " of " + end
                        + " leaves have been compared with their events; until all have been, no checkpoint is signed and no"
                        + " report is published",
                null);
    }
}
