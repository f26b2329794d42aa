package minglu.api.reporting;

/** A step of the return of a unit for a year. */
public sealed interface ReturnEvent
        permits ReturnSubmitted, ReturnWithdrawn, ReturnAccepted, ReturnSentBack, ReturnReopened {

    /** The unit. */
    String unit();

    /** The year. */
    int year();

    /** Who, and why. */
    SignOff signOff();

    /** What was done. */
    ReturnStep step();
}
