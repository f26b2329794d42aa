package minglu.query.clock;

/** From when an extension runs (条例 33(2) says only how long it may be). */
public enum ExtensionReading {
    /** It adds to the 20 working days. */
    ADDS,
    /** It runs from the day after its notice; the later of the two ends holds. */
    FROM_NOTICE
}
