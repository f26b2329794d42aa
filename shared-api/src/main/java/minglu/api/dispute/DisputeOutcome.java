package minglu.api.dispute;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Result of a dispute (table four). */
public enum DisputeOutcome implements Coded {
    /** 结果维持. */
    UPHELD,
    /** 结果纠正. */
    CORRECTED,
    /** 其他结果. */
    OTHER;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
