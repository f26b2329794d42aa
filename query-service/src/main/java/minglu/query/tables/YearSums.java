package minglu.query.tables;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Scope;
import minglu.query.ledger.AccountSums;
import minglu.query.units.UnitTree.Coverage;

/**
 * What the ledger says of a unit's year, before any format is laid over it.
 *
 * @param unit the unit or node
 * @param scope which units are covered
 * @param year the year
 * @param knownAt what was known
 * @param until last day that counts
 * @param coverage the units covered
 * @param byUnit sums by the unit that recorded
 * @param before the recording units whose stock at the end of the year before is comparable; empty: nobody reported
 */
record YearSums(
        String unit,
        Scope scope,
        int year,
        KnownAt knownAt,
        LocalDate until,
        Coverage coverage,
        Map<String, AccountSums> byUnit,
        Optional<Set<String>> before) {

    /** The sums of everything covered. */
    AccountSums total() {
        return totalOf(coverage.owners().keySet().stream());
    }

    /** The sums by included unit, predecessors added to their successors. */
    Map<String, AccountSums> byIncluded() {
        Map<String, AccountSums> sums = new HashMap<>();
        for (String included : coverage.included()) {
            sums.put(
                    included,
                    totalOf(coverage.owners().entrySet().stream()
                            .filter(owner -> owner.getValue().equals(included))
                            .map(Map.Entry::getKey)));
        }
        return sums;
    }

    /** The sums of the units of the year before; their {@code opening} is the stock at its end. */
    Optional<AccountSums> totalBefore() {
        return before.map(units -> totalOf(units.stream()));
    }

    /** The sums of recording units that count this year and whose stock did not count the year before; none where nothing did. */
    Map<String, AccountSums> joined() {
        return before.map(units -> sumsOf(coverage.owners().keySet(), units)).orElse(Map.of());
    }

    /** The sums of recording units whose stock counted the year before and that do not count this year. */
    Map<String, AccountSums> left() {
        return before.map(units -> sumsOf(units, coverage.owners().keySet())).orElse(Map.of());
    }

    private Map<String, AccountSums> sumsOf(Set<String> units, Set<String> without) {
        Map<String, AccountSums> sums = new HashMap<>();
        units.stream()
                .filter(unit -> !without.contains(unit) && byUnit.containsKey(unit))
                .forEach(unit -> sums.put(unit, byUnit.get(unit)));
        return sums;
    }

    /** Included units with neither a live act nor a nil declaration of the year. */
    List<String> silent() {
        Map<String, AccountSums> sums = byIncluded();
        return coverage.included().stream()
                .filter(included -> sums.get(included).wholeYear("act/recorded") == 0
                        && sums.get(included).wholeYear("nil/declared") == 0)
                .toList();
    }

    static Set<String> needed(Coverage coverage, Optional<Set<String>> before) {
        Set<String> needed = new TreeSet<>(coverage.owners().keySet());
        before.ifPresent(needed::addAll);
        return needed;
    }

    private AccountSums totalOf(Stream<String> units) {
        return AccountSums.total(units.filter(byUnit::containsKey).map(byUnit::get));
    }
}
