package minglu.api.unit;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Kinds of units (contract section 2). */
public enum UnitKind implements Coded {
    /** 本政府机关, 府办: the government's own office. */
    OFFICE,
    /** 部门. */
    DEPARTMENT,
    /** 乡镇. */
    TOWNSHIP,
    /** 街道. */
    SUBDISTRICT,
    /** A node with units of its own; records nothing itself. */
    GOVERNMENT,
    /** 垂直领导: recorded, never summed into its parent, nor anything below it. */
    VERTICAL;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
