package minglu.query.clock;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import minglu.api.calendar.MissingYearException;
import minglu.api.calendar.WorkdayCalendar;

/** The period for the answer, as a course of the handling left it. */
final class AnswerPeriod {

    static final Consumer<String> SILENT = sentence -> {};

    private final WorkdayCalendar calendar;
    private final ClockRules rules;

    AnswerPeriod(WorkdayCalendar calendar, ClockRules rules) {
        this.calendar = calendar;
        this.rules = rules;
    }

    /**
     * The last day for the answer.
     *
     * @param limit the last day of interest; null: none
     * @param trace takes the sentences of the count
     * @return empty if the period is stopped before its end, or goes beyond the limit
     * @throws MissingYearException if it reaches a year of which nothing is known
     */
    Optional<LocalDate> lastDay(Course course, LocalDate limit, Consumer<String> trace) {
        AnswerLaw law = course.law();
        boolean adds = rules.extension() == ExtensionReading.ADDS;
        int added = adds ? course.extension() : 0;
        Optional<LocalDate> end;
        if (course.toldDay() == null) {
            int workdays = law.answerWorkingDays() + added;
            trace.accept(Sentences.counting(course.begunOn(), workdays, law, rules));
            end = count(course, course.countedAfter(course.begunOn()), workdays, limit, trace);
        } else {
            trace.accept(Sentences.told(course.toldDay(), law));
            end = Optional.of(course.toldDay());
            if (added > 0) {
                trace.accept(Sentences.countingExtension(course.toldDay(), added, law));
                end = count(course, course.toldDay(), added, limit, trace);
            }
        }
        if (adds || course.extension() == 0) {
            return end;
        }
        trace.accept(Sentences.countingExtension(course.extendedOn(), course.extension(), law));
        Optional<LocalDate> extended = count(course, course.extendedOn(), course.extension(), limit, trace);
        return end.flatMap(first -> extended.map(second -> first.isAfter(second) ? first : second));
    }

    private Optional<LocalDate> count(
            Course course, LocalDate after, int workdays, LocalDate limit, Consumer<String> trace) {
        PeriodCount count = new PeriodCount(calendar, course, trace);
        try {
            Optional<LocalDate> end = count.end(after, workdays, limit);
            trace.accept(end.map(day -> Sentences.due(workdays, day))
                    .orElseGet(() -> Sentences.stopped(count.counted(), workdays)));
            return end;
        } catch (MissingYearException e) {
            trace.accept(Sentences.missing(count.reached(), count.counted(), e.year()));
            throw e;
        }
    }
}
