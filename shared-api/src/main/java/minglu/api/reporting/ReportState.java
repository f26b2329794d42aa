package minglu.api.reporting;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Where a version of a report stands. */
public enum ReportState implements Coded {
    /** Being prepared. */
    DRAFT,
    /** Figures and texts are fixed; the public has not seen them. */
    SIGNED,
    /** Public, for good. */
    PUBLISHED;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
