package minglu.api.act;

/**
 * Where an act stands in its stream. An aggregate cannot know positions; the intake turns this into position and time.
 *
 * @param stream the stream of the event
 * @param sequence sequence number of the event within its stream, from 0
 * @param duplicate whether the act had been recorded before
 */
public record Recorded(String stream, long sequence, boolean duplicate) {}
