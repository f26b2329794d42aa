package minglu.query.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import minglu.query.clock.Step;

/**
 * The clock of an application as a person with a paper calendar reads it: every day from the receipt on is looked at, and it is
 * noted whether it counts. Reads the lines of the calendar itself and shares nothing with the code under test.
 */
public final class SlowCounter {

    private static final Set<String> OFF = new HashSet<>();
    private static final Set<String> MAKEUP = new HashSet<>();
    private static final int LAST_YEAR = 2026;

    static {
        try (var in = SlowCounter.class.getResourceAsStream("/minglu/calendar/workdays-2011-2026.csv")) {
            Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .skip(1)
                    .map(line -> line.split(","))
                    .forEach(line -> (line[1].equals("weekday_off") ? OFF : MAKEUP).add(line[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final List<Step> steps;
    private final LocalDate last;
    private final Set<LocalDate> waited = new TreeSet<>();

    private LocalDate begun;
    private LocalDate told;
    private int allowed;
    private int mostAdded;
    private int allowedAfterTold;
    private boolean correction;
    private boolean payment;
    private boolean correctionTooLate;
    private boolean paymentTooLate;
    private int parties;
    private LocalDate waitFor;

    private SlowCounter(List<Step> steps) {
        this.steps = steps;
        this.last = steps.get(steps.size() - 1).occurredOn();
    }

    /**
     * What the counter finds.
     *
     * @param dueOn last day for the answer; null if it cannot be said
     * @param waitingUntil last day for what is waited for; null if nothing is, or it cannot be said
     * @param state as the contract names it
     */
    public record Found(LocalDate dueOn, LocalDate waitingUntil, String state) {}

    /** Whether a day is worked. */
    public static boolean isWorked(LocalDate day) {
        if (day.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("nobody knows " + day);
        }
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return weekend ? MAKEUP.contains(day.toString()) : !OFF.contains(day.toString());
    }

    /** Reads an open application. */
    public static Found read(List<Step> steps) {
        SlowCounter counter = new SlowCounter(steps);
        counter.walk();
        return counter.found();
    }

    /** Whether an answer on a day kept the period; the calendar must know every day up to it. */
    public static boolean inTime(List<Step> steps, LocalDate answeredOn) {
        SlowCounter counter = new SlowCounter(steps);
        counter.walk();
        LocalDate due = counter.dueAtTheEnd(answeredOn);
        return due == null || !answeredOn.isAfter(due);
    }

    /** Notes for each day whether somebody was waited for when it began. */
    private void walk() {
        for (LocalDate day = steps.get(0).occurredOn(); !day.isAfter(last); day = day.plusDays(1)) {
            if (standsStill()) {
                waited.add(day);
            }
            for (Step step : steps) {
                if (step.occurredOn().equals(day)) {
                    happen(step);
                }
            }
        }
    }

    private void happen(Step step) {
        // Once the last day is over, nothing that is done brings it back.
        LocalDate due = begun == null ? null : due(step.occurredOn().minusDays(1));
        boolean over = due != null && due.isBefore(step.occurredOn());
        switch (step.type()) {
            case REQUEST_RECEIVED -> {
                begun = step.occurredOn();
                // 国务院令第711号 is in force since 2019-05-15: twenty working days and as many more, before it fifteen.
                allowed = begun.isBefore(LocalDate.of(2019, 5, 15)) ? 15 : 20;
                mostAdded = allowed;
            }
            case CORRECTION_REQUESTED -> {
                correction = true;
                correctionTooLate = over;
                waitFor = step.date();
            }
            case REQUEST_CORRECTED -> {
                correction = false;
                if (!correctionTooLate) {
                    begun = step.occurredOn();
                    told = null;
                }
            }
            case THIRD_PARTY_CONSULTED -> parties++;
            case THIRD_PARTY_REPLIED -> parties--;
            case DEADLINE_EXTENDED -> {
                int added = over ? 0 : Math.min(step.workingDays(), mostAdded);
                allowed += added;
                allowedAfterTold += added;
            }
            case ANSWER_DELAYED -> {
                if (!over) {
                    told = step.date();
                    allowedAfterTold = 0;
                }
            }
            case FEE_CHARGED -> {
                payment = true;
                paymentTooLate = over;
            }
            case FEE_PAID -> {
                payment = false;
                if (!paymentTooLate) {
                    begun = step.occurredOn();
                    told = null;
                }
            }
            default -> throw new IllegalStateException(step.toString());
        }
    }

    private Found found() {
        boolean waiting = correction || payment || parties > 0;
        String state = correction
                ? "waiting-correction"
                : parties > 0 ? "waiting-third-party" : payment ? "waiting-payment" : "running";
        boolean unknown = false;
        LocalDate due = null;
        try {
            due = dueAtTheEnd(LocalDate.of(LAST_YEAR + 1, 1, 1));
            // Nothing stands still, so the period ends: on a day beyond the years that are known.
            unknown = due == null && !standsStill();
        } catch (IllegalArgumentException e) {
            unknown = true;
        }
        LocalDate until = null;
        if (waiting) {
            try {
                until = correction
                        ? waitFor != null ? waitFor : nth(15, latest("CORRECTION_REQUESTED"))
                        : parties > 0 ? nth(15, latest("THIRD_PARTY_CONSULTED")) : nth(20, latest("FEE_CHARGED"));
            } catch (IllegalArgumentException e) {
                unknown = true;
            }
        }
        return new Found(due, until, unknown ? "no-calendar" : state);
    }

    /** The last day of the period; null if it is not over by the end of {@code limit} or stands still before. */
    private LocalDate due(LocalDate limit) {
        LocalDate from = told == null ? begun : told;
        int wanted = told == null ? allowed : allowedAfterTold;
        int counted = 0;
        LocalDate day = from;
        while (counted < wanted) {
            day = day.plusDays(1);
            if (day.isAfter(limit)) {
                return null;
            }
            boolean standsStill = day.isAfter(last) ? standsStill() : waited.contains(day);
            if (standsStill && day.isAfter(last)) {
                return null;
            }
            if (!standsStill && isWorked(day)) {
                counted++;
            }
        }
        return day;
    }

    private boolean standsStill() {
        return correction && !correctionTooLate || payment && !paymentTooLate || parties > 0;
    }

    /** A notice of the last day itself promises a new period. */
    private LocalDate dueAtTheEnd(LocalDate limit) {
        LocalDate due = due(limit);
        boolean promised = correction
                        && !correctionTooLate
                        && latest("CORRECTION_REQUESTED").equals(due)
                || payment && !paymentTooLate && latest("FEE_CHARGED").equals(due);
        return promised ? null : due;
    }

    private LocalDate latest(String type) {
        return steps.stream()
                .filter(step -> step.type().name().equals(type))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .occurredOn();
    }

    private static LocalDate nth(int workdays, LocalDate after) {
        LocalDate day = after;
        for (int counted = 0; counted < workdays; ) {
            day = day.plusDays(1);
            counted += isWorked(day) ? 1 : 0;
        }
        return day;
    }
}
