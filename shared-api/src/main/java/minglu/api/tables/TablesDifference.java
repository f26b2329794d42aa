package minglu.api.tables;

import java.util.List;
import java.util.Map;

/**
 * The difference between two tables, explained event by event (contract section 4). Over all pages the moves of a cell sum to its
 * difference.
 *
 * @param cells the cells that differ, in the order of the form; the same on each page
 * @param moves by position, those of one event in the order of the form
 * @param next cursor of the next page, or null
 */
public record TablesDifference(Map<String, Change> cells, List<Move> moves, String next) {

    /**
     * A cell that differs, on both sides as tables show it.
     *
     * @param from before, or on the first side
     * @param to after, or on the second side
     */
    public record Change(Object from, Object to) {}

    /**
     * What one event adds to the difference of one cell.
     *
     * @param cell the cell
     * @param amount an integer other than 0; for {@code 2.charges} a decimal string of 万元
     * @param unit the unit that acted, or that was changed
     * @param subject the subject; null for a change of units
     * @param id the act, a correction under its own id; null for a change of units
     * @param position position of the event
     */
    public record Move(String cell, Object amount, String unit, String subject, String id, long position) {}
}
