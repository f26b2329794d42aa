package minglu.platform.access;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** What a user may do (contract section 2). Rights are the union of roles. */
public enum Role implements Coded {
    /** Users, units, calendar; reads no figures by itself. */
    ADMIN,
    /** Records for every unit. */
    IMPORTER,
    /** Records for its unit. */
    CLERK,
    /** Submits its unit's return. */
    REVIEWER,
    /** Accepts returns, signs and restates reports, reads; records late acts. */
    CONSOLIDATOR,
    /** Publishes, reads. */
    PUBLISHER,
    /** Reads everything, writes nothing. */
    INSPECTOR;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
