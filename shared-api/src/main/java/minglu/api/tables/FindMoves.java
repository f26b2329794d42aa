package minglu.api.tables;

/**
 * Asks which events moved the cells of a unit's year after a position; answered with {@link FoundMoves}. Figures known at that
 * position plus the moves are the figures known at the moment, in every cell.
 *
 * @param unit a unit or node
 * @param year the year; one the unit does not report reads as zeros
 * @param scope null: consolidated for nodes, own for units
 * @param after the position of the figures, 0 or more
 * @param moment up to when; one before {@code after} gives no events
 */
public record FindMoves(String unit, int year, Scope scope, long after, Moment moment) {}
