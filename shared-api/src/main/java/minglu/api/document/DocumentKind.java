package minglu.api.document;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Documents counted in table two, 第二十条第(一)项. */
public enum DocumentKind implements Coded {
    /** 规章. */
    REGULATION,
    /** 行政规范性文件. */
    NORMATIVE;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
