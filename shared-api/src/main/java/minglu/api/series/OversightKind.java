package minglu.api.series;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Kind of oversight (监督保障, 条例 46, 47). */
public enum OversightKind implements Coded {
    /** 监督检查. */
    INSPECTION,
    /** 工作考核. */
    ASSESSMENT,
    /** 社会评议. */
    PUBLIC_EVALUATION,
    /** 责任追究. */
    ACCOUNTABILITY;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
