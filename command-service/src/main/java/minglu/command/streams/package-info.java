/** Streams of events by sets: the port through which batches of acts read and append. */
package minglu.command.streams;
