package minglu.command.sequencer;

import java.time.Instant;

/**
 * The fence row.
 *
 * @param epoch which take-over the present owner is
 * @param position position of the last event, 0 for an empty history
 * @param recordedAt when that event was recorded
 */
record Standing(long epoch, long position, Instant recordedAt) {}
