package minglu.api.tables;

import java.util.List;

/**
 * Checks with the acts behind them.
 *
 * @param checks those asked about, in the same order
 */
public record FoundActsBehind(List<CheckLine> checks) {}
