package minglu.command.imports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An import as kept in the database.
 *
 * @param number order of imports; cursor of the list
 * @param id public id
 * @param userId who sent it
 * @param unit the user's unit at that time; null: a user of the whole tree
 * @param format name of the format
 * @param header its columns; empty for a format without
 * @param byteOrderMark whether the file of refused rows begins with one
 * @param dryRun whether nothing was to be recorded
 * @param state running, done or interrupted
 * @param startedAt when it began
 * @param finishedAt when it ended; null while it runs
 * @param rowsDone rows whose outcome is known
 * @param totals what became of the rows; null until done
 * @param erasedAt when the refused rows were erased; null while they are there
 */
record ImportJob(
        long number,
        UUID id,
        String userId,
        String unit,
        String format,
        List<String> header,
        boolean byteOrderMark,
        boolean dryRun,
        String state,
        Instant startedAt,
        Instant finishedAt,
        long rowsDone,
        Tally.Totals totals,
        Instant erasedAt) {

    static final String RUNNING = "running";
    static final String DONE = "done";
    static final String INTERRUPTED = "interrupted";

    boolean isDone() {
        return state.equals(DONE);
    }
}
