package minglu.query.clock;

/** Whether something was done in time. */
public enum Timeliness {
    /** On the last day or before, or while the clock stood still. */
    IN_TIME,
    /** After the last day. */
    LATE,
    /** The calendar lacks a year that decides it; never guessed. */
    UNKNOWN
}
