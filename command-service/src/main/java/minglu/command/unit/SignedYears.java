package minglu.command.unit;

/** Which years somebody has stood in for; read from the event store, never from a projection. */
public interface SignedYears {

    /** Whether the return of a unit for a year is accepted. */
    boolean isAccepted(String unit, int year);

    /** Whether a version of the report of a node on a year was ever signed. */
    boolean wasSigned(String node, int year);
}
