package minglu.query.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.platform.time.BusinessDates;
import org.junit.jupiter.api.Test;

/** The day that lateness is judged by. */
class DaysTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 7, 1);
    private final Days days = new Days(new BusinessDates(
            Clock.fixed(TODAY.atTime(0, 30).atZone(BusinessDates.ZONE).toInstant(), BusinessDates.ZONE)));

    @Test
    void what_is_known_now_is_judged_by_today() {
        assertThat(days.of(Moment.NOW, new KnownAt(5, Instant.parse("2026-01-01T00:00:00Z"))))
                .isEqualTo(TODAY);
        assertThat(days.of(Moment.atLeast(5), new KnownAt(5, null))).isEqualTo(TODAY);
    }

    @Test
    void an_instant_is_judged_by_its_day_in_shanghai() {
        Instant evening = Instant.parse("2026-03-01T16:00:00Z");
        assertThat(days.of(new Moment(null, null, evening), new KnownAt(5, null)))
                .isEqualTo("2026-03-02");
        assertThat(days.of(new Moment(null, null, evening.minusMillis(1)), new KnownAt(5, null)))
                .isEqualTo("2026-03-01");
    }

    @Test
    void a_position_is_judged_by_the_day_it_was_recorded() {
        assertThat(days.of(Moment.knownAt(5), new KnownAt(5, Instant.parse("2026-03-01T00:00:00Z"))))
                .isEqualTo("2026-03-01");
        assertThat(days.of(Moment.knownAt(0), new KnownAt(0, null))).isEqualTo(TODAY);
    }

    @Test
    void no_day_to_come_is_ever_used() {
        assertThat(days.of(new Moment(null, null, Instant.MAX), new KnownAt(5, null)))
                .isEqualTo(TODAY);
    }
}
