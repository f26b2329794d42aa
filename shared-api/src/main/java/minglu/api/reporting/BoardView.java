package minglu.api.reporting;

import java.time.LocalDate;
import java.util.List;
import minglu.api.tables.CheckLine;
import minglu.api.tables.FoundMoves;
import minglu.api.tables.KnownAt;

/**
 * The returns below a node on one board (contract section 5).
 *
 * @param node the node
 * @param year the year
 * @param knownAt what was known
 * @param report the node's own report
 * @param units a line for each unit that the node sums, by code
 * @param next cursor of the next page, or null
 */
public record BoardView(String node, int year, KnownAt knownAt, Report report, List<Line> units, String next) {

    /**
     * The report of the node.
     *
     * @param state where its latest version stands
     * @param version number of that version
     * @param dueOn statutory day of publication
     * @param late whether its first version was published after that day, or is not published although the day is over
     */
    public record Report(ReportState state, int version, LocalDate dueOn, boolean late) {}

    /**
     * The return of a unit.
     *
     * @param unit the unit
     * @param name its name
     * @param state where its return stands
     * @param version version of its return
     * @param monthsWithoutAct months of the year that are over and in which the unit neither acted nor declared nil
     * @param nilMonths months of the year that are over and in which the unit declared nil and did nothing else
     * @param failingChecks checks that stand in the way of a submission
     * @param changedSince what moved a cell since the figures of its return were kept
     * @param dueOn statutory day of submission
     * @param late whether it was submitted after that day, or is not submitted although the day is over
     */
    public record Line(
            String unit,
            String name,
            ReturnState state,
            int version,
            List<Integer> monthsWithoutAct,
            List<Integer> nilMonths,
            List<CheckLine> failingChecks,
            List<FoundMoves.Event> changedSince,
            LocalDate dueOn,
            boolean late) {}
}
