package minglu.query.reporting;

import java.util.List;
import java.util.Set;
import minglu.api.format.Severity;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;
import org.springframework.stereotype.Component;

/** Marks the warnings that do not hold and that somebody justified. */
@Component
public class JustifiedWarnings {

    private final ReportingTexts texts;

    JustifiedWarnings(ReportingTexts texts) {
        this.texts = texts;
    }

    /**
     * The same checks; a failing warning with a recorded reason is {@code justified}.
     *
     * @param checks of the figures of a unit's return, or of its or a node's report
     * @param unit the unit or node
     * @param year the year
     * @param position what is known
     */
    public List<CheckLine> mark(List<CheckLine> checks, String unit, int year, long position) {
        if (checks.stream().noneMatch(JustifiedWarnings::needsReason)) {
            return checks;
        }
        Set<String> justified = texts.justified(unit, year, position);
        return checks.stream()
                .map(check ->
                        needsReason(check) && justified.contains(ReportingTexts.place(check.rule(), check.where()))
                                ? check.with(CheckStatus.JUSTIFIED)
                                : check)
                .toList();
    }

    private static boolean needsReason(CheckLine check) {
        return check.severity() == Severity.WARNING && check.status() == CheckStatus.FAILS;
    }
}
