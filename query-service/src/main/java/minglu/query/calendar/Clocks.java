package minglu.query.calendar;

import minglu.query.clock.ClockRules;
import minglu.query.clock.RequestClock;
import org.springframework.stereotype.Component;

/** The statutory clock over the calendar as it was known. */
@Component
public class Clocks {

    private final CalendarStore calendars;
    private final ClockRules rules;

    /** Clocks that go by these rules. */
    public Clocks(CalendarStore calendars, ClockRules rules) {
        this.calendars = calendars;
        this.rules = rules;
    }

    /** The clock over the calendar that was known at a position. */
    public RequestClock at(long position) {
        return new RequestClock(calendars.at(position), rules);
    }
}
