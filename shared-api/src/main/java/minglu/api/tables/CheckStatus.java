package minglu.api.tables;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Outcome of a check. */
public enum CheckStatus implements Coded {
    /** The rule holds. */
    HOLDS,
    /** The rule does not hold. */
    FAILS,
    /** A figure is missing, so nobody can say. */
    UNKNOWN,
    /** A warning that does not hold, with a justification. */
    JUSTIFIED,
    /** A text may contradict a figure, if it means it. */
    POSSIBLE,
    /** The same, and somebody said that it means something else. */
    DISMISSED;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
