package minglu.api.reporting;

import minglu.api.tables.Moment;

/**
 * Asks for the returns below a node on one board; answered with {@link BoardView}.
 *
 * @param node a node, or a unit alone
 * @param year the year
 * @param moment as of when
 * @param limit most lines, 1 or more
 * @param after only units after this one; null: from the first
 */
public record FindBoard(String node, int year, Moment moment, int limit, String after) {}
