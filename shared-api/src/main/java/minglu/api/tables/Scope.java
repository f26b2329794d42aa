package minglu.api.tables;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Which units a table covers. */
public enum Scope implements Coded {
    /** The unit alone; of a node its one office. */
    OWN,
    /** The subtree without vertical units. */
    CONSOLIDATED;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
