package minglu.platform.axon;

/** Where the event store stands. Supplied by the application that has the store; without it nothing is known about lag. */
@FunctionalInterface
public interface StoreHead {

    /**
     * The position of the last event, 0 in an empty store. Asked at each reading of the meters, so it must be cheap.
     *
     * @throws minglu.api.problem.RefusedException {@code unavailable} while the store cannot be asked
     */
    long position();
}
