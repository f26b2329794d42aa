package minglu.api.log;

/**
 * Asks for a signed checkpoint of the transparency log that covers the history up to a position; answered at once with
 * {@link CheckpointView}.
 *
 * @param position 0 or more
 */
public record FindCheckpoint(long position) {}
