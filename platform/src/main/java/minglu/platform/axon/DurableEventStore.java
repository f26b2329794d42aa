package minglu.platform.axon;

/**
 * Marks the {@link org.axonframework.eventsourcing.eventstore.EventStorageEngine} that an application may run on: one that keeps
 * positions without gaps, in the order of commits, and every acknowledged event. The engine of the sequencer carries it; Axon's
 * stock engines do not, and an application that would run on one of those refuses to start.
 */
public interface DurableEventStore {}
