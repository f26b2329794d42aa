package minglu.api.dispute;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** The three blocks of table four (2021格式 四). */
public enum DisputeKind implements Coded {
    /** 行政复议. */
    RECONSIDERATION,
    /** 行政诉讼: 未经复议直接起诉. */
    LITIGATION_DIRECT,
    /** 行政诉讼: 复议后起诉. */
    LITIGATION_AFTER_RECONSIDERATION;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
