package minglu.api.calendar;

import java.time.LocalDate;
import java.util.List;

/**
 * The open cases that a change of the calendar moved.
 *
 * @param total how many there are
 * @param moved the first {@link #LISTED} of them, by unit and subject
 */
public record MovedDeadlines(int total, List<Moved> moved) {

    /** How many cases are listed at most. */
    public static final int LISTED = 1000;

    /**
     * A case whose dates moved.
     *
     * @param unit its unit
     * @param subject its subject
     * @param dueOn last day for the answer
     * @param waitingUntil last day for the step that is waited for
     */
    public record Moved(String unit, String subject, Move dueOn, Move waitingUntil) {}

    /**
     * A date before and after; equal where it did not move.
     *
     * @param from before; null where there was none, or the calendar did not reach it
     * @param to after; likewise
     */
    public record Move(LocalDate from, LocalDate to) {}
}
