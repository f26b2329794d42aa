package minglu.api.request;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** How an application arrived (条例 29, 31). */
public enum RequestChannel implements Coded {
    /** 当面. */
    IN_PERSON,
    /** 邮寄. */
    MAIL,
    /** 网络. */
    ONLINE,
    /** 传真. */
    FAX,
    /** 口头, written down by the organ (条例 29). */
    ORAL;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
