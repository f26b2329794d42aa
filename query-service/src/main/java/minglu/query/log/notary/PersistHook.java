package minglu.query.log.notary;

/**
 * Called around each step that keeps something, so that tests can let it fail: before, as if nothing had been kept; or after, as if
 * only the answer had been lost.
 */
interface PersistHook {

    /** What is kept. */
    enum Step {
        /** The hashes of a batch of leaves, in one transaction. */
        LEAVES,
        /** Full tiles, in the same transaction. */
        TILE,
        /** The new checkpoint in a file of its own beside the lock. */
        LOCK_DRAFT,
        /** That file on disk. */
        LOCK_SYNC,
        /** The file under the name of the lock. */
        LOCK_RENAME,
        /** The directory on disk. */
        LOCK_SYNC_DIRECTORY,
        /** The row that makes a checkpoint public. */
        PUBLISH
    }

    /** Does nothing. */
    PersistHook NONE = new PersistHook() {};

    /** Before the step. */
    default void before(Step step) {}

    /** After the step. */
    default void after(Step step) {}

    /** The step with its hooks. */
    default void around(Step step, Runnable action) {
        before(step);
        action.run();
        after(step);
    }
}
