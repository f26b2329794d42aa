package minglu.api.tables;

import java.util.List;

/**
 * Asks for the acts behind checks that stand in the way of a step; answered with {@link FoundActsBehind}.
 *
 * @param unit the unit or node whose figures were checked
 * @param year the year
 * @param position position of those figures
 * @param checks the checks, of figures and of texts
 */
public record FindActsBehind(String unit, int year, long position, List<CheckLine> checks) {}
