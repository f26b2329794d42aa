package minglu.query.clock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minglu.api.calendar.MissingYearException;
import minglu.api.calendar.WorkdayCalendar;

/** Reads the statutory clock of an application (条例 30 to 35; domain rules of counting in {@link ClockRules}). */
public final class RequestClock {

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
        Course course = Course.of(steps, calendar, rules);
        List<String> trace = new ArrayList<>(Sentences.steps(steps, course.lateSteps(), rules));
        Integer missingYear = null;
        LocalDate dueOn = null;
        try {
            dueOn = course.lastDay(null, trace::add).orElse(null);
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
            return Course.of(steps, calendar, rules)
                    .lastDay(answeredOn, AnswerPeriod.SILENT)
                    .filter(answeredOn::isAfter)
                    .map(dueOn -> new Answer(Timeliness.LATE, dueOn))
                    .orElse(new Answer(Timeliness.IN_TIME, null));
        } catch (MissingYearException e) {
            return new Answer(Timeliness.UNKNOWN, null);
        }
    }

    /**
     * Whether the notice that an application needs correction came within the working days of the law (条例 30), if it sets any.
     *
     * @param receivedOn day of receipt
     * @param noticeOn day of the notice
     */
    public Answer judgeCorrectionNotice(LocalDate receivedOn, LocalDate noticeOn) {
        Integer workingDays = AnswerLaws.on(receivedOn).correctionNoticeWorkingDays();
        if (workingDays == null) {
            return new Answer(Timeliness.IN_TIME, null);
        }
        try {
            Course course = Course.of(List.of(), calendar, rules);
            return new PeriodCount(calendar, course, AnswerPeriod.SILENT)
                    .end(course.countedAfter(receivedOn), workingDays, noticeOn)
                    .filter(noticeOn::isAfter)
                    .map(dueOn -> new Answer(Timeliness.LATE, dueOn))
                    .orElse(new Answer(Timeliness.IN_TIME, null));
        } catch (MissingYearException e) {
            return new Answer(Timeliness.UNKNOWN, null);
        }
    }

    /**
     * The steps that came after the last day for the answer and therefore move nothing: extensions, delays, notices, consultations.
     * Where the calendar lacks the year that decides it, none is named.
     */
    public List<LateStep> lateSteps(List<Step> steps) {
        return Course.of(steps, calendar, rules).lateSteps();
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
}
