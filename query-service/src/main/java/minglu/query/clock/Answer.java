package minglu.query.clock;

import java.time.LocalDate;

/**
 * A judgement of timeliness.
 *
 * @param timeliness the judgement
 * @param dueOn the last day that was missed; null unless late
 */
public record Answer(Timeliness timeliness, LocalDate dueOn) {}
