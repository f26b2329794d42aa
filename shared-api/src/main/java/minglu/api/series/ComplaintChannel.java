package minglu.api.series;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** How a complaint or suggestion arrived. */
public enum ComplaintChannel implements Coded {
    /** 当面. */
    IN_PERSON,
    /** 电话. */
    PHONE,
    /** 信件. */
    MAIL,
    /** 网上. */
    ONLINE,
    /** 热线. */
    HOTLINE,
    /** 其他. */
    OTHER;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
