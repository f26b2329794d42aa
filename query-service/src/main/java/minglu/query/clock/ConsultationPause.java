package minglu.query.clock;

/** How long a consultation stops the clock (条例 33(3) says only that its time is not counted). */
public enum ConsultationPause {
    /** From the day after sending to the day of the answer. */
    ACTUAL,
    /** The working days a consulted party has, whenever it answers. */
    FLAT
}
