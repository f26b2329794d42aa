package minglu.api.reporting;

import org.axonframework.serialization.Revision;

/**
 * A further version of a published report was opened; the published ones stay as they are.
 *
 * @param unit the unit or node
 * @param year the year
 * @param version the new version, 2 or more
 * @param signOff who, and why
 */
@Revision("1")
public record ReportRestated(String unit, int year, int version, SignOff signOff) implements ReportStepEvent {

    @Override
    public ReportStep step() {
        return ReportStep.RESTATE;
    }
}
