package minglu.command.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import minglu.api.format.Severity;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.api.tables.CheckLine;
import minglu.api.tables.CheckStatus;
import minglu.api.tables.TablesView;
import minglu.command.subject.Rule;

/** The rules that figures have to meet before somebody stands in for them. */
final class FigureRules {

    private static final int MOST_NAMED = 10;

    private FigureRules() {}

    static Rule figuresAreComplete(TablesView figures) {
        return new Rule(
                ProblemCode.INCOMPLETE,
                "contract: sign-off",
                !figures.complete(),
                () -> "the figures of " + figures.unit() + " for " + figures.year() + " are not complete: "
                        + String.join("; ", figures.incompleteBecause()));
    }

    static Rule figuresAreThoseSubmitted(TablesView figures, Map<String, Object> submitted) {
        TreeSet<String> changed = new TreeSet<>(figures.cells().keySet());
        changed.removeIf(cell -> figures.cells().get(cell).equals(submitted.get(cell)));
        return new Rule(
                ProblemCode.CHANGED_SINCE_SUBMITTED,
                "contract: sign-off",
                !changed.isEmpty(),
                () -> changed.size() + " cell(s) of " + figures.unit() + " for " + figures.year()
                        + " changed since they were submitted: " + named(changed));
    }

    static Rule noUnitIsSilent(TablesView figures) {
        List<String> silent = figures.units().silent();
        return new Rule(
                ProblemCode.UNITS_SILENT,
                "contract: nil-declared; silence is not zero",
                !silent.isEmpty(),
                () -> silent.size() + " unit(s) neither acted in " + figures.year() + " nor declared nil: "
                        + named(silent));
    }

    /**
     * Refuses figures with checks that stand in the way: an error that does not hold or that nobody can check, a warning that
     * does not hold and that nobody justified. A warning is unknown only where the year before was not reported, and needs
     * nothing then.
     *
     * @param textChecks what the texts of a report say against the figures; empty for a return
     * @throws RefusedException {@code checks-failed} with those checks
     */
    static void verifyChecks(TablesView figures, List<CheckLine> textChecks) {
        List<CheckLine> all = new ArrayList<>(figures.checks());
        all.addAll(textChecks);
        List<CheckLine> blocking =
                all.stream().filter(FigureRules::standsInTheWay).toList();
        if (!blocking.isEmpty()) {
            CheckLine first = blocking.get(0);
            throw new RefusedException(new Refusal(
                    ProblemCode.CHECKS_FAILED,
                    blocking.size() + " check(s) of " + figures.unit() + " for " + figures.year()
                            + " stand in the way, first " + first.rule() + " at " + first.where() + ": "
                            + first.status().code()
                            + (first.left() == null
                                    ? ""
                                    : ", " + first.left().toPlainString() + " against "
                                            + (first.right() == null
                                                    ? "nothing"
                                                    : first.right().toPlainString())),
                    List.of(),
                    blocking));
        }
    }

    private static boolean standsInTheWay(CheckLine check) {
        return check.status() == CheckStatus.FAILS
                || check.severity() == Severity.ERROR && check.status() == CheckStatus.UNKNOWN;
    }

    static String named(Iterable<String> names) {
        List<String> all = new ArrayList<>();
        names.forEach(all::add);
        return String.join(", ", all.subList(0, Math.min(MOST_NAMED, all.size())))
                + (all.size() > MOST_NAMED ? ", …" : "");
    }
}
