package minglu.api.reporting;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** What can be done with a return. Each step has one role, one state before and one after. */
public enum ReturnStep implements Coded {
    /** The unit's reviewer hands the figures over. */
    SUBMIT(SignOff.REVIEWER, ReturnState.OPEN, ReturnState.SUBMITTED, false),
    /** The unit's reviewer takes them back. */
    WITHDRAW(SignOff.REVIEWER, ReturnState.SUBMITTED, ReturnState.OPEN, true),
    /** A consolidator takes them over; the year is closed. */
    ACCEPT(SignOff.CONSOLIDATOR, ReturnState.SUBMITTED, ReturnState.ACCEPTED, false),
    /** A consolidator wants them mended. */
    SEND_BACK(SignOff.CONSOLIDATOR, ReturnState.SUBMITTED, ReturnState.OPEN, true),
    /** A consolidator opens a closed year again; the next version begins. */
    REOPEN(SignOff.CONSOLIDATOR, ReturnState.ACCEPTED, ReturnState.OPEN, true);

    private final String role;
    private final ReturnState from;
    private final ReturnState to;
    private final boolean needsComment;

    ReturnStep(String role, ReturnState from, ReturnState to, boolean needsComment) {
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
    public ReturnState from() {
        return from;
    }

    /** The state after. */
    public ReturnState to() {
        return to;
    }

    /** Whether it must be said why. */
    public boolean needsComment() {
        return needsComment;
    }

    /** Whether the step stands on figures, which the event then keeps. */
    public boolean needsFigures() {
        return this == SUBMIT || this == ACCEPT;
    }

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
