package minglu.command.unit;

import org.axonframework.eventsourcing.eventstore.EventStore;

/** Opens the unit directory to the tests of other packages. */
public final class UnitDirectories {

    private UnitDirectories() {}

    /** The units of a store. */
    public static UnitDirectory over(EventStore store) {
        return new UnitDirectory(store);
    }

    /** No return is accepted and no report signed. */
    public static SignedYears nothingSigned() {
        return new SignedYears() {
            @Override
            public boolean isAccepted(String unit, int year) {
                return false;
            }

            @Override
            public boolean wasSigned(String node, int year) {
                return false;
            }
        };
    }
}
