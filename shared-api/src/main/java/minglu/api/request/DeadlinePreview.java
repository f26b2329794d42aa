package minglu.api.request;

import java.time.LocalDate;
import java.util.List;

/**
 * What the clock of an application would say.
 *
 * @param open whether the application would still be open; if not, the other members are null or empty
 * @param dueOn last day for the answer; null while it depends on a step that is waited for, and where the calendar does not reach
 * @param state where the clock would stand
 * @param waitingUntil last day for the step that would be waited for; null where none is
 * @param missingYear the year the calendar lacks; else null
 * @param explanation how the dates come about, in Chinese sentences
 */
public record DeadlinePreview(
        boolean open,
        LocalDate dueOn,
        String state,
        LocalDate waitingUntil,
        Integer missingYear,
        List<String> explanation) {}
