package minglu.query.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import minglu.api.reporting.Justification;
import minglu.api.reporting.ReportTexts;
import minglu.api.reporting.TextCheck;
import minglu.api.tables.CheckLine;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Scope;
import minglu.api.tables.SummaryView;
import minglu.api.tables.UnitsOfTable;

/**
 * Everything a version of a report says. Written as canonical JSON it is what is signed; documents are renderings of it.
 *
 * @param unit the unit or node
 * @param names names of that unit and of the units covered, by code
 * @param year the year
 * @param version 1 or more
 * @param format name of the format
 * @param rules version of its rules
 * @param scope which units are covered
 * @param knownAt last event that was taken into account
 * @param occurredUntil last day that counts
 * @param cells all cells
 * @param checks all checks
 * @param units the units covered
 * @param items published items
 * @param complaints complaints handled
 * @param trainings trainings held
 * @param oversight oversight by kind
 * @param fees 信息处理费
 * @param texts sections one, five and six as they are printed
 * @param written the same as they were written, with references
 * @param textChecks what the texts say against the figures
 * @param justifications why warnings may stand
 * @param restatement 更正说明; null for the first version
 */
record VersionContent(
        String unit,
        Map<String, String> names,
        int year,
        int version,
        String format,
        String rules,
        Scope scope,
        KnownAt knownAt,
        LocalDate occurredUntil,
        Map<String, Object> cells,
        List<CheckLine> checks,
        UnitsOfTable units,
        SummaryView.Items items,
        SummaryView.Complaints complaints,
        SummaryView.Trainings trainings,
        Map<String, Long> oversight,
        SummaryView.Fees fees,
        ReportTexts texts,
        ReportTexts written,
        List<TextCheck> textChecks,
        List<Justification> justifications,
        Restatements.Restatement restatement) {}
