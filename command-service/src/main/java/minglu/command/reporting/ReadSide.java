package minglu.command.reporting;

import java.util.List;
import minglu.api.reporting.PreparedReport;
import minglu.api.reporting.ReferenceView;
import minglu.api.tables.CheckLine;
import minglu.api.tables.TablesView;

/** What sign-off needs to know of the read side, never older than the store is at that moment. */
interface ReadSide {

    /**
     * The figures of a unit's year, or of a node's.
     *
     * @throws minglu.api.problem.RefusedException by the read side; {@code not-caught-up} or {@code unavailable} if it does not
     *     answer in time
     */
    TablesView figures(String unit, int year);

    /**
     * The next version of a report.
     *
     * @throws minglu.api.problem.RefusedException as {@link #figures}
     */
    PreparedReport report(String unit, int year);

    /**
     * The same checks with the acts behind them, for people who have to mend what is wrong.
     *
     * @param unit the unit or node whose figures were checked
     * @param year the year
     * @param position position of those figures
     * @param checks checks that stand in the way
     * @return the checks as they came where the read side does not answer: a refusal stays a refusal
     */
    List<CheckLine> actsBehind(String unit, int year, long position, List<CheckLine> checks);

    /**
     * The reference figures of a report.
     *
     * @throws minglu.api.problem.RefusedException as {@link #figures}
     */
    ReferenceView reference(String unit, int year);

    /**
     * A signed checkpoint of the transparency log that covers all that is recorded now; waited for a while.
     *
     * @return the checkpoint as it was signed
     * @throws minglu.api.problem.RefusedException {@code unavailable} while the notary is away, and as {@link #figures}
     */
    String checkpoint();
}
