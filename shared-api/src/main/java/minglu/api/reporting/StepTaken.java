package minglu.api.reporting;

/**
 * Where a step or a change of a report stands in its stream.
 *
 * @param stream the stream of the event
 * @param sequence sequence number of the event within its stream, from 0
 * @param version version of the return or report after it
 */
public record StepTaken(String stream, long sequence, int version) {}
