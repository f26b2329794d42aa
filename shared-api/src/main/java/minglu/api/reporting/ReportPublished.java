package minglu.api.reporting;

import org.axonframework.serialization.Revision;

/**
 * A signed version was made public.
 *
 * @param unit the unit or node
 * @param year the year
 * @param version 1 or more
 * @param signOff who, and why
 */
@Revision("1")
public record ReportPublished(String unit, int year, int version, SignOff signOff) implements ReportStepEvent {

    @Override
    public ReportStep step() {
        return ReportStep.PUBLISH;
    }
}
