package minglu.command.sequencer;

import java.time.Instant;

/**
 * The fence row.
 *
 * @param epoch which take-over the present owner is
 * @param position position of the last event, 0 for an empty history
 * @param recordedAt when that event was recorded
 * @param owner the process that writes; null if the last one stopped in order, or there was none
 * @param beat raised by an owner that has nothing to write
 */
record Standing(long epoch, long position, Instant recordedAt, String owner, long beat) {}
