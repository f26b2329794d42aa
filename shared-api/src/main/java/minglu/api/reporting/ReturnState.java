package minglu.api.reporting;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Where the return of a unit for a year stands. */
public enum ReturnState implements Coded {
    /** The unit still records; nothing was handed over. */
    OPEN,
    /** The unit's reviewer handed its figures over; acts are still welcome. */
    SUBMITTED,
    /** A consolidator took the figures over: the year is closed for acts that are not late. */
    ACCEPTED;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
