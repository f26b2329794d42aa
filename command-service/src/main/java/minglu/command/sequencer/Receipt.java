package minglu.command.sequencer;

import java.time.Instant;

/**
 * Where an event stands in the history.
 *
 * @param position 1 for the first event, each next one the next integer
 * @param recordedAt when it was recorded, whole milliseconds; never decreases along positions
 */
public record Receipt(long position, Instant recordedAt) {}
