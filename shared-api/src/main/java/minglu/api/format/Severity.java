package minglu.api.format;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** What follows from a rule that does not hold. */
public enum Severity implements Coded {
    /** The figures cannot be accepted or signed. */
    ERROR,
    /** The figures need a justification. */
    WARNING;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
