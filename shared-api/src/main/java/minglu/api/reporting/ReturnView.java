package minglu.api.reporting;

import java.util.List;
import minglu.api.tables.FoundMoves;
import minglu.api.tables.KnownAt;

/**
 * The return of a unit for a year (contract section 5).
 *
 * @param unit the unit
 * @param year the year
 * @param knownAt what was known
 * @param state where it stands
 * @param version 1, and one more with each reopening
 * @param history the steps, oldest first
 * @param figures kept with the latest submission or acceptance; null before the first one
 * @param changedSince what moved a cell since those figures, by position
 */
public record ReturnView(
        String unit,
        int year,
        KnownAt knownAt,
        ReturnState state,
        int version,
        List<HistoryLine> history,
        FiguresView figures,
        List<FoundMoves.Event> changedSince) {}
