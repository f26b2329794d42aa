package minglu.api.reporting;

/** Something that happened to the report of a unit or node on a year. */
public sealed interface ReportEvent
        permits ReportStepEvent, ReportTextsWritten, WarningsJustified, TextChecksDismissed, ReferenceFiguresKept {

    /** The unit or node. */
    String unit();

    /** The year. */
    int year();
}
