package minglu.query.follow;

import java.time.Instant;
import java.time.LocalDate;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.platform.time.BusinessDates;
import org.springframework.stereotype.Component;

/** The day that belongs to a state of knowledge: what was overdue then is judged by the date of then. */
@Component
public class Days {

    private final BusinessDates dates;

    /** Days by the clock of the application. */
    public Days(BusinessDates dates) {
        this.dates = dates;
    }

    /**
     * Today for what is known now; for an instant its day, for a position the day its event was recorded. Never a day to come.
     *
     * @param moment what the reader asked for
     * @param known what it was resolved to
     */
    public LocalDate of(Moment moment, KnownAt known) {
        Instant instant = moment.knownAtInstant();
        if (instant == null && moment.knownAtPosition() != null) {
            instant = known.recordedAt();
        }
        LocalDate today = dates.today();
        Instant tomorrow = today.plusDays(1).atStartOfDay(BusinessDates.ZONE).toInstant();
        return instant == null || !instant.isBefore(tomorrow)
                ? today
                : LocalDate.ofInstant(instant, BusinessDates.ZONE);
    }
}
