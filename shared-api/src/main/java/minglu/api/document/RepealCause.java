package minglu.api.document;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** How a document left force. */
public enum RepealCause implements Coded {
    /** 废止. */
    REPEALED,
    /** 自然失效. */
    EXPIRED,
    /** 被替代. */
    SUPERSEDED;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
