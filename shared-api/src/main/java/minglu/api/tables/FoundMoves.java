package minglu.api.tables;

import java.util.List;
import java.util.Map;

/**
 * The events that moved the cells of a unit's year.
 *
 * @param knownAt up to where events were taken into account
 * @param events by position
 */
public record FoundMoves(KnownAt knownAt, List<Event> events) {

    /**
     * An act, a correction under its own id, or a change of units.
     *
     * @param unit the unit that acted, or that was changed
     * @param subject the subject; null for a change of units
     * @param id the act; null for a change of units
     * @param position its position
     * @param cells by how much it moved which cells, in the order of the form, never 0: integers, and a decimal string of 万元 for
     *     {@code 2.charges}
     */
    public record Event(String unit, String subject, String id, long position, Map<String, Object> cells) {}
}
