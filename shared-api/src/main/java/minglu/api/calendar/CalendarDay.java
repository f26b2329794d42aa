package minglu.api.calendar;

import java.time.LocalDate;

/**
 * A day as the calendar knows it.
 *
 * @param date the day
 * @param kind whether and why it is worked or free
 * @param holiday name of the holiday of a {@link Kind#WEEKDAY_OFF}; else null
 */
public record CalendarDay(LocalDate date, Kind kind, String holiday) {

    /** Why a day is worked or free. */
    public enum Kind {
        /** Monday to Friday, worked. */
        WORKDAY,
        /** Saturday or Sunday, worked to make up for a holiday (调休上班). */
        MAKEUP_WORKDAY,
        /** Saturday or Sunday, free; it may belong to a holiday. */
        WEEKEND,
        /** Monday to Friday, free for a holiday. */
        WEEKDAY_OFF
    }

    /** Whether the day counts as a working day. */
    public boolean isWorkday() {
        return kind == Kind.WORKDAY || kind == Kind.MAKEUP_WORKDAY;
    }
}
