package minglu.command.unit;

import org.axonframework.eventsourcing.eventstore.EventStore;

/** Opens the unit directory to the tests of other packages. */
public final class UnitDirectories {

    private UnitDirectories() {}

    /** The units of a store. */
    public static UnitDirectory over(EventStore store) {
        return new UnitDirectory(store);
    }
}
