package minglu.query.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import minglu.api.calendar.WorkdayCalendar;
import minglu.query.support.SlowCounter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;

/**
 * Goal: the clock counts as a person with a paper calendar does. Method: random courses of applications from 2011 to 2026 are given
 * to the clock and to {@link SlowCounter}, which looks at each day by itself.
 */
class ClockAgainstSlowCounterTest {

    private static final RequestClock CLOCK = new RequestClock(WorkdayCalendar.builtIn(), ClockRules.DEFAULT);
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 31);

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }

    @Property(tries = 5_000)
    void an_open_application_reads_as_counted_day_by_day(@ForAll("seeds") long seed) {
        compare(seed);
    }

    @Property(tries = 200_000)
    @Tag("nightly")
    void many_open_applications_read_as_counted_day_by_day(@ForAll("seeds") long seed) {
        compare(seed);
    }

    private static void compare(long seed) {
        List<Step> steps = RandomCourse.of(new Random(seed));
        Deadline deadline = CLOCK.read(steps, TODAY);
        SlowCounter.Found slow = SlowCounter.read(steps);
        Statistics.collect(slow.state());

        assertThat(new SlowCounter.Found(
                        deadline.dueOn(),
                        deadline.waitingUntil(),
                        deadline.state().code()))
                .as(steps.toString())
                .isEqualTo(slow);
        assertThat(deadline.missingYear()).isEqualTo(slow.state().equals("no-calendar") ? Integer.valueOf(2027) : null);
        assertThat(deadline.late()).isEqualTo(slow.dueOn() != null && TODAY.isAfter(slow.dueOn()));
    }

    @Property(tries = 5_000)
    void an_answer_is_judged_as_counted_day_by_day(@ForAll("seeds") long seed) {
        Random random = new Random(seed);
        List<Step> steps = RandomCourse.of(random);
        LocalDate last = steps.get(steps.size() - 1).occurredOn();
        LocalDate answered = last.plusDays(random.nextInt(45));
        LocalDate known = answered.getYear() > 2026 ? TODAY : answered;
        boolean inTime = SlowCounter.inTime(steps, known);
        Statistics.collect(inTime ? "in time" : "late");

        assertThat(CLOCK.judge(steps, known).timeliness())
                .as(steps + " answered " + known)
                .isEqualTo(inTime ? Timeliness.IN_TIME : Timeliness.LATE);
    }
}
