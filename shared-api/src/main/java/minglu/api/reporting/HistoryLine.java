package minglu.api.reporting;

import java.time.Instant;

/**
 * A step that was taken with a return or a report.
 *
 * @param state code of the state after it
 * @param by name of the user; null if it is no longer known
 * @param role code of the role it was taken in
 * @param at when it was recorded
 * @param comment why, or null
 * @param position position of its event
 * @param previousState code of the state before it
 * @param step code of what was done
 * @param version the version it is about
 */
public record HistoryLine(
        String state,
        String by,
        String role,
        Instant at,
        String comment,
        long position,
        String previousState,
        String step,
        int version) {}
