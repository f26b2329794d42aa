package minglu.platform.time;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** Business dates: days of the calendar in Asia/Shanghai, whatever the zone of the machine. */
public final class BusinessDates {

    /** The zone of every business date. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Clock clock;

    /** Dates of a clock. */
    public BusinessDates(Clock clock) {
        this.clock = clock;
    }

    /** Today in Asia/Shanghai. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
