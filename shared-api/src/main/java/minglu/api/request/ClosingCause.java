package minglu.api.request;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Why an application ended as closed-other (三(六)3). */
public enum ClosingCause implements Coded {
    /** 申请人主动撤回. */
    WITHDRAWN,
    /** 合并办理. */
    MERGED,
    /** 已移交档案馆. */
    ARCHIVED,
    /** 属于党务信息. */
    PARTY_INFORMATION,
    /** 其他. */
    OTHER;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
