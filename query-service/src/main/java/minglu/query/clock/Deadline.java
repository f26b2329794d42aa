package minglu.query.clock;

import java.time.LocalDate;
import java.util.List;

/**
 * The clock of an open application (contract section 4).
 *
 * @param dueOn last day for the answer; null while it depends on a step that is waited for, and where the calendar does not reach
 * @param state where the clock stands
 * @param waitingUntil last day for the step that is waited for; null where none is, and where the calendar does not reach
 * @param late whether {@code dueOn} is over
 * @param missingYear the year the calendar lacks, for {@code no-calendar}; else null
 * @param explanation how the dates come about: Chinese sentences, first the steps, then each day left out, then the end
 */
public record Deadline(
        LocalDate dueOn,
        DeadlineState state,
        LocalDate waitingUntil,
        boolean late,
        Integer missingYear,
        List<String> explanation) {

    /** Whether a step of somebody else is waited for and its time is over. */
    public boolean waitIsOver(LocalDate today) {
        return waitingUntil != null && today.isAfter(waitingUntil);
    }
}
