package minglu.command.reporting;

import java.time.Instant;
import minglu.api.act.Coded;

/**
 * The answer to a step that was taken.
 *
 * @param unit the unit or node
 * @param year the year
 * @param state where the return or report stands now
 * @param version its version
 * @param position position of the event; null while it is not known yet
 * @param recordedAt when it was recorded; null while the position is not known
 */
record StepReceipt(String unit, int year, Coded state, int version, Long position, Instant recordedAt) {}
