package minglu.query.clock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import minglu.api.calendar.MissingYearException;
import minglu.api.calendar.WorkdayCalendar;

/** Reads the statutory clock of an application (条例 30 to 35; domain rules of counting in {@link ClockRules}). */
public final class RequestClock {

    private static final Consumer<String> SILENT = sentence -> {};

    private final WorkdayCalendar calendar;
    private final ClockRules rules;

    /** A clock over a calendar. */
    public RequestClock(WorkdayCalendar calendar, ClockRules rules) {
        this.calendar = calendar;
        this.rules = rules;
    }

    /**
     * The clock of an open application.
     *
     * @param steps its live acts as they now read, in order, beginning with the receipt
     * @param today the day that lateness is judged by
     */
    public Deadline read(List<Step> steps, LocalDate today) {
        List<String> trace = new ArrayList<>(Sentences.steps(steps, rules));
        Course course = Course.of(steps, calendar, rules);
        Integer missingYear = null;
        LocalDate dueOn = null;
        try {
            dueOn = dueOn(course, null, trace::add).orElse(null);
        } catch (MissingYearException e) {
            missingYear = e.year();
        }
        LocalDate waitingUntil = null;
        try {
            waitingUntil = course.waitingUntil();
            if (waitingUntil != null) {
                trace.add(Sentences.waiting(course.state(), waitingUntil));
            }
        } catch (MissingYearException e) {
            missingYear = e.year();
            trace.add(Sentences.missingForWait(e.year()));
        }
        boolean late = dueOn != null && today.isAfter(dueOn);
        if (late) {
            trace.add(Sentences.late(today));
        }
        return new Deadline(
                dueOn,
                missingYear == null ? course.state() : DeadlineState.NO_CALENDAR,
                waitingUntil,
                late,
                missingYear,
                List.copyOf(trace));
    }

    /**
     * Whether an answer was given in time.
     *
     * @param steps the live acts before the answer, as they now read, in order, beginning with the receipt
     * @param answeredOn day of the answer
     */
    public Answer judge(List<Step> steps, LocalDate answeredOn) {
        try {
            Course course = Course.of(steps, calendar, rules);
            return dueOn(course, answeredOn, SILENT)
                    .filter(answeredOn::isAfter)
                    .map(dueOn -> new Answer(Timeliness.LATE, dueOn))
                    .orElse(new Answer(Timeliness.IN_TIME, null));
        } catch (MissingYearException e) {
            return new Answer(Timeliness.UNKNOWN, null);
        }
    }

    /**
     * Whether the notice that an application needs correction came within its 7 working days (条例 30).
     *
     * @param receivedOn day of receipt
     * @param noticeOn day of the notice
     */
    public Answer judgeCorrectionNotice(LocalDate receivedOn, LocalDate noticeOn) {
        try {
            Course course = Course.of(List.of(), calendar, rules);
            return new PeriodCount(calendar, course, SILENT)
                    .end(course.countedAfter(receivedOn), ClockRules.CORRECTION_NOTICE_WORKING_DAYS, noticeOn)
                    .filter(noticeOn::isAfter)
                    .map(dueOn -> new Answer(Timeliness.LATE, dueOn))
                    .orElse(new Answer(Timeliness.IN_TIME, null));
        } catch (MissingYearException e) {
            return new Answer(Timeliness.UNKNOWN, null);
        }
    }

    /** What is waited for after some steps, or {@code running}; knows no calendar. */
    public DeadlineState waitsFor(List<Step> steps) {
        return Course.of(steps, calendar, rules).state();
    }

    /**
     * The last day of the wait that a notice begins.
     *
     * @param notice a request for correction, a consultation or a fee notice
     * @return empty if the calendar does not reach
     */
    public Optional<LocalDate> endOfWait(Step notice) {
        try {
            return Optional.ofNullable(
                    Course.of(List.of(notice), calendar, rules).waitingUntil());
        } catch (MissingYearException e) {
            return Optional.empty();
        }
    }

    private Optional<LocalDate> dueOn(Course course, LocalDate limit, Consumer<String> trace) {
        boolean adds = rules.extension() == ExtensionReading.ADDS;
        int added = adds ? course.extension() : 0;
        Optional<LocalDate> end;
        if (course.toldDay() == null) {
            int workdays = ClockRules.ANSWER_WORKING_DAYS + added;
            trace.accept(Sentences.counting(course.begunOn(), workdays, rules));
            end = count(course, course.countedAfter(course.begunOn()), workdays, limit, trace);
        } else {
            trace.accept(Sentences.told(course.toldDay()));
            end = Optional.of(course.toldDay());
            if (added > 0) {
                trace.accept(Sentences.countingExtension(course.toldDay(), added));
                end = count(course, course.toldDay(), added, limit, trace);
            }
        }
        if (adds || course.extension() == 0) {
            return end;
        }
        trace.accept(Sentences.countingExtension(course.extendedOn(), course.extension()));
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
