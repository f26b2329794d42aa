package minglu.api.reporting;

import java.util.List;
import minglu.api.tables.FoundMoves;
import minglu.api.tables.KnownAt;

/**
 * The report of a unit or node on a year (contract section 5).
 *
 * @param unit the unit or node
 * @param year the year
 * @param knownAt what was known
 * @param state where its latest version stands
 * @param version number of that version: 1, and one more with each restatement
 * @param history the steps, oldest first
 * @param figures kept with the latest signature; null before the first one
 * @param changedSince what moved a cell since those figures, by position
 * @param texts the texts for the next signature, as they were written
 * @param justifications why warnings may stand
 * @param dismissals which possible contradictions of the texts mean something else
 * @param textChecks what the texts say against the figures: against those now while a draft, else against those signed
 * @param versions the versions that were signed, oldest first
 */
public record ReportView(
        String unit,
        int year,
        KnownAt knownAt,
        ReportState state,
        int version,
        List<HistoryLine> history,
        FiguresView figures,
        List<FoundMoves.Event> changedSince,
        ReportTexts texts,
        List<Justification> justifications,
        List<Dismissal> dismissals,
        List<TextCheck> textChecks,
        List<Version> versions) {

    /**
     * A version that was signed.
     *
     * @param version 1 or more
     * @param state signed or published
     * @param position position of its figures
     */
    public record Version(int version, ReportState state, long position) {}
}
