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
    JUSTIFIED;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
