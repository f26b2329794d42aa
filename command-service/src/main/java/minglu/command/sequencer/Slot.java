package minglu.command.sequencer;

/**
 * A place in a stream; each holds at most one event.
 *
 * @param stream the stream (aggregate identifier)
 * @param sequence the sequence number, from 0
 */
public record Slot(String stream, long sequence) {}
