/**
 * The event store on PostgreSQL: one writer that gives gapless positions in the order of commits, and the engine through which
 * Axon appends to it and reads. How it works is told at {@link minglu.command.sequencer.Sequencer}.
 */
package minglu.command.sequencer;
