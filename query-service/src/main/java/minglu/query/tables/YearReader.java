package minglu.query.tables;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.tables.FindTables;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Scope;
import minglu.api.unit.UnitDefinition;
import minglu.query.ledger.AccountSums;
import minglu.query.ledger.Ledger;
import minglu.query.units.UnitStore;
import minglu.query.units.UnitTree;
import minglu.query.units.UnitTree.Coverage;
import org.springframework.stereotype.Component;

/** Reads the ledger for a unit's year. */
@Component
class YearReader {

    private final UnitStore units;
    private final Ledger ledger;

    YearReader(UnitStore units, Ledger ledger) {
        this.units = units;
        this.ledger = ledger;
    }

    /**
     * Reads a year.
     *
     * @param query what is asked for
     * @param known what was known; resolved from the query's moment
     * @throws RefusedException {@code unknown-unit}, or {@code year-not-reported} for a unit
     */
    YearSums read(FindTables query, KnownAt known) {
        UnitDefinition definition = definition(query.unit());
        Scope scope = scope(definition, query.scope());
        LocalDate until = query.occurredUntil() != null ? query.occurredUntil() : LocalDate.of(query.year(), 12, 31);
        UnitTree tree = units.treeAt(query.year(), known.position());
        verifyReported(tree, query);
        Coverage coverage = tree.cover(query.unit(), scope);
        Optional<Set<String>> before = before(query, scope, definition.isNode(), coverage, known);
        Map<String, AccountSums> sums =
                ledger.sums(YearSums.needed(coverage, before), query.year(), until, known.position());
        return new YearSums(query.unit(), scope, query.year(), known, until, coverage, sums, before);
    }

    /**
     * The units whose postings a table reads: those that count in it, and those it is compared with.
     *
     * @param query what is asked for
     * @param known what was known; resolved from the query's moment
     * @throws RefusedException {@code unknown-unit}
     */
    Set<String> recordingUnits(FindTables query, KnownAt known) {
        UnitDefinition definition = definition(query.unit());
        Scope scope = scope(definition, query.scope());
        Coverage coverage = units.treeAt(query.year(), known.position()).cover(query.unit(), scope);
        return YearSums.needed(coverage, before(query, scope, definition.isNode(), coverage, known));
    }

    /**
     * Which units a table covers where nobody says so.
     *
     * @param asked what was asked for; null: consolidated for nodes, own for units
     * @throws RefusedException {@code unknown-unit}
     */
    Scope scope(String unit, Scope asked) {
        return scope(definition(unit), asked);
    }

    private static Scope scope(UnitDefinition definition, Scope asked) {
        return asked != null ? asked : definition.isNode() ? Scope.CONSOLIDATED : Scope.OWN;
    }

    private UnitDefinition definition(String unit) {
        return units.latest()
                .find(unit)
                .orElseThrow(() -> new RefusedException(ProblemCode.UNKNOWN_UNIT, "there is no unit " + unit));
    }

    /** A unit that was not known then reads as zeros; one that was is asked only for its reporting years. */
    private static void verifyReported(UnitTree tree, FindTables query) {
        tree.find(query.unit())
                .filter(definition -> !definition.reportsIn(query.year()))
                .ifPresent(definition -> {
                    throw new RefusedException(
                            ProblemCode.YEAR_NOT_REPORTED,
                            "unit " + query.unit() + " reports from " + definition.reportingFrom() + " to "
                                    + (definition.reportingUntil() == null ? "now" : definition.reportingUntil())
                                    + ", not "
                                    + query.year());
                });
    }

    /**
     * Whose stock at the end of the year before compares with this year's. Of a consolidated node: what it covered then, so that
     * units that joined or left show. Of a unit: itself and those it carries on.
     */
    private Optional<Set<String>> before(
            FindTables query, Scope scope, boolean node, Coverage coverage, KnownAt known) {
        UnitTree tree = units.treeAt(query.year() - 1, known.position());
        if (node && scope == Scope.CONSOLIDATED) {
            Coverage then = tree.cover(query.unit(), scope);
            return then.included().isEmpty()
                    ? Optional.empty()
                    : Optional.of(then.owners().keySet());
        }
        Set<String> reported = new TreeSet<>(coverage.owners().keySet());
        reported.removeIf(unit -> tree.owner(unit).isEmpty());
        return reported.isEmpty() ? Optional.empty() : Optional.of(reported);
    }
}
