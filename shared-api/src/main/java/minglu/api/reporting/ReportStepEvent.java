package minglu.api.reporting;

/** A step of a report. */
public sealed interface ReportStepEvent extends ReportEvent permits ReportSigned, ReportPublished, ReportRestated {

    /** The version it is about: the one signed or published, or the one that begins. */
    int version();

    /** Who, and why. */
    SignOff signOff();

    /** What was done. */
    ReportStep step();
}
