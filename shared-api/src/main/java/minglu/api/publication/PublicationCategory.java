package minglu.api.publication;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** What kind of item was published. */
public enum PublicationCategory implements Coded {
    /** 信息公开目录信息. */
    CATALOGUE,
    /** 政务动态. */
    DYNAMICS,
    /** 其他. */
    OTHER;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
