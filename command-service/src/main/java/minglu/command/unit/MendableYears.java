package minglu.command.unit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import minglu.api.problem.ProblemCode;
import minglu.api.unit.UnitDefinition;
import minglu.command.subject.Rule;

/**
 * Kind, parent and first reporting year of a unit may be mended for a year until somebody stands in for figures that follow from
 * them: until the return of the unit is accepted, or a report of a node above it – as it was or as it would be – is signed. A
 * change from a later year on leaves the signed years as they were, and passes.
 */
final class MendableYears {

    /** 条例 was first in force on 1 May 2008: there is no report on an earlier year. */
    private static final int FIRST_REPORTS = 2008;

    private final UnitDirectory units;
    private final SignedYears signed;
    private final int thisYear;

    /**
     * @param units the units as stored
     * @param signed the years that are signed
     * @param thisYear a year that is not over is not signed
     */
    MendableYears(UnitDirectory units, SignedYears signed, int thisYear) {
        this.units = units;
        this.signed = signed;
        this.thisYear = thisYear;
    }

    /** The unit, as it was and as it would be, differs in no signed year. */
    Rule differInNoSignedYear(String unit, UnitHistory was, UnitHistory is) {
        for (int year = firstYear(was, is); year < thisYear; year++) {
            UnitDefinition before = was.definitionFor(year);
            UnitDefinition after = is.definitionFor(year);
            Optional<String> because =
                    isSame(before, after) ? Optional.empty() : signedBecause(unit, before, after, year);
            if (because.isPresent()) {
                int signedYear = year;
                return new Rule(
                        ProblemCode.PERIOD_CLOSED,
                        "contract: units",
                        true,
                        () -> because.get() + ", so that kind, parent and reportingFrom of unit " + unit + " stay for "
                                + signedYear + "; a change from a later year on needs validFrom");
            }
        }
        return new Rule(ProblemCode.PERIOD_CLOSED, "contract: units", false, () -> "");
    }

    private static boolean isSame(UnitDefinition before, UnitDefinition after) {
        return before.kind() == after.kind()
                && Objects.equals(before.parent(), after.parent())
                && Objects.equals(before.reportingFrom(), after.reportingFrom());
    }

    private int firstYear(UnitHistory was, UnitHistory is) {
        int first = FIRST_REPORTS;
        for (UnitHistory history : List.of(was, is)) {
            Integer from = history.latest().reportingFrom();
            first = from == null ? first : Math.min(first, from);
        }
        return first;
    }

    private Optional<String> signedBecause(String unit, UnitDefinition before, UnitDefinition after, int year) {
        if (signed.isAccepted(unit, year)) {
            return Optional.of("the return of " + unit + " for " + year + " is accepted");
        }
        List<String> above = new ArrayList<>(nodesAbove(before.parent(), year));
        above.addAll(nodesAbove(after.parent(), year));
        return above.stream()
                .filter(node -> signed.wasSigned(node, year))
                .findFirst()
                .map(node -> "the report of " + node + " on " + year + " is signed");
    }

    private Set<String> nodesAbove(String parent, int year) {
        Set<String> nodes = new HashSet<>();
        String node = parent;
        while (node != null && nodes.add(node)) {
            node = units.find(node)
                    .map(history -> history.definitionFor(year).parent())
                    .orElse(null);
        }
        return nodes;
    }
}
