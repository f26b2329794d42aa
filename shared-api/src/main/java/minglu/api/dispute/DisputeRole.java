package minglu.api.dispute;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Role of the organ; a co-defendant is recorded and never counted (2021格式 四). */
public enum DisputeRole implements Coded {
    /** 原行政行为机关. */
    ORIGINAL_ORGAN,
    /** 共同被告 (复议机关). */
    CO_DEFENDANT;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
