package minglu.query.clock;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import minglu.api.calendar.MissingYearException;
import minglu.api.calendar.WorkdayCalendar;

/**
 * How the handling of an application went so far: from when the period counts, and what stops it. A period that is over stays
 * over: what is dated after its last day – an extension, a delay, a notice and what follows from it – moves nothing.
 */
final class Course {

    /**
     * Days that are not counted.
     *
     * @param after the day before the first of them
     * @param until the last of them
     * @param reason why, Chinese
     */
    record Pause(LocalDate after, LocalDate until, String reason) {

        boolean covers(LocalDate day) {
            return day.isAfter(after) && !day.isAfter(until);
        }
    }

    private final WorkdayCalendar calendar;
    private final ClockRules rules;
    private final AnswerPeriod period;
    private final List<Pause> pauses = new ArrayList<>();

    private final List<LateStep> lateSteps = new ArrayList<>();
    private int taken;

    private AnswerLaw law;
    private LocalDate begunOn;
    private int extension;
    private LocalDate extendedOn;
    private LocalDate toldDay;
    private int extensionSinceTold;
    private int consulted;
    private LocalDate pausedOn;
    private LocalDate lastConsultedOn;
    private LocalDate correctionAskedOn;
    private LocalDate correctionDueOn;
    private boolean correctionAskedInTime;
    private LocalDate chargedOn;
    private boolean chargedInTime;
    private MissingYearException undecided;

    private Course(WorkdayCalendar calendar, ClockRules rules) {
        this.calendar = calendar;
        this.rules = rules;
        this.period = new AnswerPeriod(calendar, rules);
    }

    /**
     * The course after some steps.
     *
     * @param steps as they now read, in order, beginning with the receipt
     */
    static Course of(List<Step> steps, WorkdayCalendar calendar, ClockRules rules) {
        Course course = new Course(calendar, rules);
        for (Step step : steps) {
            course.take(step);
            course.taken++;
        }
        return course;
    }

    private void take(Step step) {
        LocalDate day = step.occurredOn();
        switch (step.type()) {
            case REQUEST_RECEIVED -> {
                law = AnswerLaws.on(day);
                begin(day);
            }
            case CORRECTION_REQUESTED -> {
                correctionAskedInTime = isInTime(day);
                correctionAskedOn = day;
                correctionDueOn = step.date();
            }
            case REQUEST_CORRECTED -> {
                correctionAskedOn = null;
                if (correctionAskedInTime) {
                    begin(day);
                }
            }
            case THIRD_PARTY_CONSULTED -> consult(day);
            case THIRD_PARTY_REPLIED -> reply(day);
            case DEADLINE_EXTENDED -> {
                if (isInTime(day)) {
                    int added = Math.min(step.workingDays(), law.extensionWorkingDays());
                    extension += added;
                    extensionSinceTold += added;
                    extendedOn = day;
                }
            }
            case ANSWER_DELAYED -> {
                if (isInTime(day)) {
                    toldDay = step.date();
                    extensionSinceTold = 0;
                }
            }
            case FEE_CHARGED -> {
                chargedInTime = isInTime(day);
                chargedOn = day;
            }
            case FEE_PAID -> pay(day);
            default -> throw new IllegalStateException(step + " is no step of an open application");
        }
    }

    /**
     * Whether the period is not over when a step is taken, which is noted if it is. Where the calendar does not reach that far, it is
     * noted that nobody can say.
     */
    private boolean isInTime(LocalDate day) {
        try {
            Optional<LocalDate> missed = missedBefore(day);
            missed.ifPresent(dueOn -> lateSteps.add(new LateStep(taken, dueOn)));
            return missed.isEmpty();
        } catch (MissingYearException e) {
            undecided = undecided == null ? e : undecided;
            return true;
        }
    }

    /** The last day for the answer, if it lies before a day. */
    private Optional<LocalDate> missedBefore(LocalDate day) {
        boolean canBeOver = begunOn != null
                && (toldDay != null || ChronoUnit.DAYS.between(begunOn, day) >= law.answerWorkingDays());
        return canBeOver
                ? period.lastDay(this, day.minusDays(1), AnswerPeriod.SILENT).filter(day::isAfter)
                : Optional.empty();
    }

    /** A new period; an extension, which can be granted only once, goes on to hold for it. */
    private void begin(LocalDate day) {
        begunOn = day;
        toldDay = null;
    }

    private void consult(LocalDate day) {
        noteIfLate(day);
        if (rules.consultationPause() == ConsultationPause.FLAT) {
            pauses.add(new Pause(day, flatEnd(day), Sentences.consultation(law)));
        } else if (consulted == 0) {
            pausedOn = day;
        }
        consulted++;
        lastConsultedOn = day;
    }

    /** A consultation after the last day moves nothing anyway, since the days before it are counted already. */
    private void noteIfLate(LocalDate day) {
        try {
            missedBefore(day).ifPresent(dueOn -> lateSteps.add(new LateStep(taken, dueOn)));
        } catch (MissingYearException e) {
            // The count itself will say so.
        }
    }

    private void reply(LocalDate day) {
        consulted--;
        if (consulted == 0 && pausedOn != null) {
            pauses.add(new Pause(pausedOn, day, Sentences.consultation(law)));
            pausedOn = null;
        }
    }

    private void pay(LocalDate day) {
        if (chargedInTime && rules.paymentRestartsPeriod()) {
            begin(day);
        } else if (chargedInTime) {
            pauses.add(new Pause(chargedOn, day, Sentences.payment(law)));
        }
        chargedOn = null;
    }

    /**
     * The last day for the answer.
     *
     * @param limit the last day of interest; null: none
     * @param trace takes the sentences of the count
     * @return empty if the period is stopped before its end, or goes beyond the limit
     * @throws MissingYearException if it, or whether a step came in time, reaches a year of which nothing is known
     */
    Optional<LocalDate> lastDay(LocalDate limit, Consumer<String> trace) {
        if (undecided != null) {
            trace.accept(Sentences.undecided(undecided.year()));
            throw undecided;
        }
        return period.lastDay(this, limit, trace).filter(day -> !isToBeginAnew(day));
    }

    /** Whether on the last day itself something was asked for whose coming begins a new period. */
    private boolean isToBeginAnew(LocalDate lastDay) {
        return correctionAskedInTime && lastDay.equals(correctionAskedOn)
                || chargedInTime && rules.paymentRestartsPeriod() && lastDay.equals(chargedOn);
    }

    /** The steps that came after the last day, in order. */
    List<LateStep> lateSteps() {
        return Collections.unmodifiableList(lateSteps);
    }

    /** The law of the day of receipt; null before. */
    AnswerLaw law() {
        return law;
    }

    /** The day the period begins with: the receipt, the corrected application or the payment. */
    LocalDate begunOn() {
        return begunOn;
    }

    /** The day after which a period is counted that an event began. */
    LocalDate countedAfter(LocalDate event) {
        return rules.countEventDay() ? event.minusDays(1) : event;
    }

    /** A flat pause lasts at least as long as the calendar reaches; what lies beyond cannot be counted anyway. */
    private LocalDate flatEnd(LocalDate day) {
        try {
            return end(day, rules.consultationWorkingDays());
        } catch (MissingYearException e) {
            return LocalDate.of(e.year(), 1, 1).minusDays(1);
        }
    }

    private LocalDate end(LocalDate event, int workdays) {
        return calendar.plusWorkdays(countedAfter(event), workdays);
    }

    /** The day told to the applicant in a delay (条例 35), unless a new period began since; else null. */
    LocalDate toldDay() {
        return toldDay;
    }

    /** Working days of the extension that holds for the period, or since the day told. */
    int extension() {
        return toldDay == null ? extension : extensionSinceTold;
    }

    /** Day of the extension; null where there is none. */
    LocalDate extendedOn() {
        return extendedOn;
    }

    List<Pause> pauses() {
        return Collections.unmodifiableList(pauses);
    }

    /** The last day that counts while something is waited for that was asked in time; null while nothing is. */
    LocalDate stoppedOn() {
        return Stream.of(pausedOn, correctionAskedInTime ? correctionAskedOn : null, chargedInTime ? chargedOn : null)
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    /** What is waited for; of several, in this order: the correction, the consulted parties, the payment. */
    DeadlineState state() {
        if (correctionAskedOn != null) {
            return DeadlineState.WAITING_CORRECTION;
        }
        if (consulted > 0) {
            return DeadlineState.WAITING_THIRD_PARTY;
        }
        return chargedOn != null ? DeadlineState.WAITING_PAYMENT : DeadlineState.RUNNING;
    }

    /**
     * Last day for the step that is waited for, null if none is. Which of several consulted parties has answered is not known, so
     * the one asked last is waited for.
     *
     * @throws minglu.api.calendar.MissingYearException if it lies in a year of which nothing is known
     */
    LocalDate waitingUntil() {
        return switch (state()) {
            case WAITING_CORRECTION ->
                correctionDueOn != null ? correctionDueOn : end(correctionAskedOn, rules.correctionWorkingDays());
            case WAITING_THIRD_PARTY -> end(lastConsultedOn, rules.consultationWorkingDays());
            case WAITING_PAYMENT -> end(chargedOn, rules.paymentWorkingDays());
            case RUNNING, NO_CALENDAR -> null;
        };
    }
}
