package minglu.api.tables;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import minglu.api.act.Coded;

/**
 * What a unit brought to the figures of a node, or of its successor, or took away, from one year to the next.
 *
 * @param unit the unit that recorded it
 * @param change whether it is counted since this year, or was counted up to the year before
 * @param amount how much, in the unit of the form; never 0
 */
public record MemberStock(String unit, Change change, BigDecimal amount) {

    /** How the units behind a figure changed. */
    public enum Change implements Coded {
        /** Counted this year and not the year before. */
        JOINED,
        /** Counted the year before and not this year. */
        LEFT;

        @Override
        @JsonValue
        public String code() {
            return Coded.codeOf(this);
        }
    }
}
