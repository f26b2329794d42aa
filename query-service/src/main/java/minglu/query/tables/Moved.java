package minglu.query.tables;

import java.util.Map;

/**
 * An event that moved cells.
 *
 * @param position its position
 * @param unit the unit that acted, or that was changed
 * @param subject the subject; null for a change of units
 * @param act the act it moved; null for a change of units
 * @param cells by how much, in base units, in the order of the form; never 0 and never empty
 */
record Moved(long position, String unit, String subject, String act, Map<String, Long> cells) {}
