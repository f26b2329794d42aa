package minglu.api.reporting;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** What can be done with a report. Each step has one role, one state before and one after. */
public enum ReportStep implements Coded {
    /** A consolidator fixes figures and texts. */
    SIGN(SignOff.CONSOLIDATOR, ReportState.DRAFT, ReportState.SIGNED, false),
    /** Somebody else makes them public. */
    PUBLISH(SignOff.PUBLISHER, ReportState.SIGNED, ReportState.PUBLISHED, false),
    /** A consolidator opens the next version of a published report. */
    RESTATE(SignOff.CONSOLIDATOR, ReportState.PUBLISHED, ReportState.DRAFT, true);

    private final String role;
    private final ReportState from;
    private final ReportState to;
    private final boolean needsComment;

    ReportStep(String role, ReportState from, ReportState to, boolean needsComment) {
        this.role = role;
        this.from = from;
        this.to = to;
        this.needsComment = needsComment;
    }

    /** Code of the role that may take this step. */
    public String role() {
        return role;
    }

    /** The state before. */
    public ReportState from() {
        return from;
    }

    /** The state after. */
    public ReportState to() {
        return to;
    }

    /** Whether it must be said why. */
    public boolean needsComment() {
        return needsComment;
    }

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
