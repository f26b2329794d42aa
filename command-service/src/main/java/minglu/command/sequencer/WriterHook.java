package minglu.command.sequencer;

import java.sql.SQLException;

/** Called by the writer thread between its steps, so that tests can pause it, or fail it as a broken connection would. */
@FunctionalInterface
interface WriterHook {

    /** Where the writer stands within a group's transaction. */
    enum Step {
        /** In the transaction; the epoch is not yet checked. */
        BEFORE_FENCE,
        /** Everything is written, and the fence row is held. */
        BEFORE_COMMIT,
        /** The database has committed; a failure here is a lost answer. */
        AFTER_COMMIT
    }

    void at(Step step) throws SQLException;
}
