package minglu.api.reporting;

import org.axonframework.serialization.Revision;

/**
 * A signed version was made public.
 *
 * @param unit the unit or node
 * @param year the year
 * @param version 1 or more
 * @param signOff who, and why
 * @param checkpoint the signed checkpoint of the transparency log that covered the signature when the version was published (C2SP
 *     tlog-checkpoint); null where it was published without
 */
@Revision("1")
public record ReportPublished(String unit, int year, int version, SignOff signOff, String checkpoint)
        implements ReportStepEvent {

    @Override
    public ReportStep step() {
        return ReportStep.PUBLISH;
    }
}
