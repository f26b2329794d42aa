package minglu.api.tables;

import java.util.List;

/**
 * Which units a table covers, each list sorted.
 *
 * @param included units summed
 * @param silent those of {@code included} with neither a live act nor a nil declaration of the year
 * @param excluded units of the subtree that are vertical or do not report that year
 */
public record UnitsOfTable(List<String> included, List<String> silent, List<String> excluded) {}
