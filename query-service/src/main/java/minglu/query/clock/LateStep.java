package minglu.query.clock;

import java.time.LocalDate;

/**
 * A step that came when the period for the answer was over, and therefore moves nothing.
 *
 * @param index its place among the steps, from 0
 * @param dueOn the last day it came after
 */
public record LateStep(int index, LocalDate dueOn) {}
