package minglu.api.request;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Whose opinion was asked for (条例 32, 33(3), 34). */
public enum Consulted implements Coded {
    /** 第三方 (条例 32). */
    THIRD_PARTY,
    /** 共同制作机关 (条例 34). */
    CO_AUTHOR,
    /** 其他机关 (条例 33(3)). */
    OTHER_ORGAN;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
