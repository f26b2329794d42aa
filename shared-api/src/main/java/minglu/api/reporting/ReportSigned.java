package minglu.api.reporting;

import org.axonframework.serialization.Revision;

/**
 * Figures and texts of a version were fixed.
 *
 * @param unit the unit or node
 * @param year the year
 * @param version 1 or more
 * @param signOff who, and why
 * @param figures the figures at that moment
 * @param content the whole version as canonical JSON: these bytes, in UTF-8, are what is published
 */
@Revision("1")
public record ReportSigned(String unit, int year, int version, SignOff signOff, KeptFigures figures, String content)
        implements ReportStepEvent {

    @Override
    public ReportStep step() {
        return ReportStep.SIGN;
    }
}
