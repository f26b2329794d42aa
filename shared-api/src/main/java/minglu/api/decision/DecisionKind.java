package minglu.api.decision;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Decisions counted in table two, 第二十条第(五)(六)项. */
public enum DecisionKind implements Coded {
    /** 行政许可. */
    LICENCE,
    /** 行政处罚. */
    PENALTY,
    /** 行政强制. */
    COERCION;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
