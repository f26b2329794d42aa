package minglu.query.clock;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Where the clock of an open application stands (contract section 4). */
public enum DeadlineState implements Coded {
    /** The organ owes an answer. */
    RUNNING,
    /** The corrected application is awaited (条例 30). */
    WAITING_CORRECTION,
    /** A consulted party's answer is awaited (条例 32, 33(3), 34). */
    WAITING_THIRD_PARTY,
    /** Payment of the 信息处理费 is awaited. */
    WAITING_PAYMENT,
    /** A date lies in a year without calendar and is not guessed. */
    NO_CALENDAR;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
