/**
 * Receipts where the event store tells a writer only the place in its own stream: a follower of the whole history keeps an index
 * from (stream, sequence) to position and time.
 */
package minglu.command.receipts;
