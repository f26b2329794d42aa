package minglu.query.clock;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import minglu.api.calendar.CalendarDay;
import minglu.api.calendar.MissingYearException;
import minglu.api.calendar.WorkdayCalendar;
import minglu.query.clock.Course.Pause;

/** Counts a period of working days day by day, and says of each day that is left out why. */
final class PeriodCount {

    private final WorkdayCalendar calendar;
    private final Course course;
    private final Consumer<String> trace;
    private LocalDate reached;
    private int counted;

    /**
     * A count, to be run once.
     *
     * @param trace takes the sentences
     */
    PeriodCount(WorkdayCalendar calendar, Course course, Consumer<String> trace) {
        this.calendar = calendar;
        this.course = course;
        this.trace = trace;
    }

    /**
     * The last day of the period.
     *
     * @param after the day before the first one that may count
     * @param workdays length of the period, 0 or more
     * @param limit the last day of interest; null: none
     * @return empty if the period is stopped before its end, or goes beyond the limit
     * @throws MissingYearException if it reaches a year of which nothing is known; {@link #reached} and {@link #counted} then say
     *     how far it came
     */
    Optional<LocalDate> end(LocalDate after, int workdays, LocalDate limit) {
        reached = after;
        while (counted < workdays) {
            LocalDate day = reached.plusDays(1);
            if (course.stoppedOn() != null && day.isAfter(course.stoppedOn()) || limit != null && day.isAfter(limit)) {
                return Optional.empty();
            }
            Optional<Pause> pause = course.pauses().stream()
                    .filter(candidate -> candidate.covers(day))
                    .findFirst();
            if (pause.isPresent()) {
                trace.accept(Sentences.paused(calendar, day, pause.get()));
                reached = pause.get().until();
            } else {
                count(calendar.day(day));
                reached = day;
            }
        }
        return Optional.of(reached);
    }

    private void count(CalendarDay day) {
        counted += day.isWorkday() ? 1 : 0;
        if (day.kind() != CalendarDay.Kind.WORKDAY) {
            trace.accept(Sentences.unusual(day));
        }
    }

    /** The last day that was looked at. */
    LocalDate reached() {
        return reached;
    }

    /** Working days counted. */
    int counted() {
        return counted;
    }
}
