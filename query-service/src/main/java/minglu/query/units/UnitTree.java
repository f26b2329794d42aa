package minglu.query.units;

import java.time.Year;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import minglu.api.act.Identifiers;
import minglu.api.tables.Scope;
import minglu.api.unit.UnitDefined;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;

/** The units as they are in one year. */
public final class UnitTree {

    private static final UnitDefinition ROOT =
            new UnitDefinition("district", UnitKind.GOVERNMENT, null, null, null, null);

    private final int year;
    private final SortedMap<String, UnitDefinition> units;

    private UnitTree(int year, SortedMap<String, UnitDefinition> units) {
        this.year = year;
        this.units = units;
    }

    /**
     * Reads the definitions for a year: of those valid by then the one with the latest {@code validFrom}, and of those with the
     * same the one recorded last. A year before all definitions of a unit sees the first one. The root always exists.
     *
     * @param definitions in the order in which they were recorded
     * @param year the year
     */
    public static UnitTree of(Collection<UnitDefined> definitions, int year) {
        SortedMap<String, UnitDefined> chosen = new TreeMap<>();
        for (UnitDefined definition : definitions) {
            chosen.merge(definition.unit(), definition, (held, next) -> {
                boolean valid = validFrom(next) <= year;
                boolean later = validFrom(held) > year || validFrom(next) >= validFrom(held);
                return valid && later ? next : held;
            });
        }
        SortedMap<String, UnitDefinition> units = new TreeMap<>();
        units.put(Identifiers.DISTRICT, ROOT);
        chosen.forEach((unit, definition) -> units.put(unit, definition.definition()));
        return new UnitTree(year, units);
    }

    private static int validFrom(UnitDefined definition) {
        return definition.validFrom() == null ? Year.MIN_VALUE : definition.validFrom();
    }

    /** The definition of a unit. */
    public Optional<UnitDefinition> find(String unit) {
        return Optional.ofNullable(units.get(unit));
    }

    /** All units by code. */
    public Map<String, UnitDefinition> all() {
        return units;
    }

    /**
     * Which units a table adds up.
     *
     * @param included units summed
     * @param excluded units of the subtree that are vertical, stand below one, or do not report this year
     * @param owners every unit whose postings count, and the included unit they count for: itself, or its successor
     */
    public record Coverage(SortedSet<String> included, SortedSet<String> excluded, SortedMap<String, String> owners) {}

    /** What a table of a unit covers; nothing where the unit is not known. */
    public Coverage cover(String unit, Scope scope) {
        SortedSet<String> included = new TreeSet<>();
        SortedSet<String> excluded = new TreeSet<>();
        UnitDefinition definition = units.get(unit);
        if (definition != null && !definition.isNode()) {
            (definition.reportsIn(year) ? included : excluded).add(unit);
        } else if (definition != null && scope == Scope.OWN) {
            children(unit).stream()
                    .filter(child -> units.get(child).kind() == UnitKind.OFFICE)
                    .forEach(office -> (units.get(office).reportsIn(year) ? included : excluded).add(office));
        } else if (definition != null) {
            descend(unit, false, included, excluded, new HashSet<>());
        }
        SortedMap<String, String> owners = new TreeMap<>();
        for (String candidate : units.keySet()) {
            owner(candidate).filter(included::contains).ifPresent(owner -> owners.put(candidate, owner));
        }
        return new Coverage(included, excluded, owners);
    }

    /**
     * The unit that a unit's postings count for in this year: itself while it reports, after that its successor.
     *
     * @return empty for a node, before the unit reports, and where nobody succeeds it
     */
    public Optional<String> owner(String unit) {
        Set<String> met = new HashSet<>();
        String candidate = unit;
        while (candidate != null && met.add(candidate)) {
            UnitDefinition definition = units.get(candidate);
            if (definition == null || definition.isNode()) {
                return Optional.empty();
            }
            if (definition.reportsIn(year)) {
                return Optional.of(candidate);
            }
            boolean ended = definition.reportingUntil() != null && year > definition.reportingUntil();
            candidate = ended ? definition.successor() : null;
        }
        return Optional.empty();
    }

    /** Whether a unit is another one or stands below it. */
    public boolean isWithin(String unit, String other) {
        Set<String> met = new HashSet<>();
        String candidate = unit;
        while (candidate != null && met.add(candidate)) {
            if (candidate.equals(other)) {
                return true;
            }
            UnitDefinition definition = units.get(candidate);
            candidate = definition == null ? null : definition.parent();
        }
        return false;
    }

    private List<String> children(String node) {
        return units.entrySet().stream()
                .filter(entry -> node.equals(entry.getValue().parent()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void descend(
            String unit, boolean belowVertical, Set<String> included, Set<String> excluded, Set<String> met) {
        if (!met.add(unit)) {
            throw new IllegalStateException("unit " + unit + " stands below itself in " + year);
        }
        UnitDefinition definition = units.get(unit);
        boolean vertical = belowVertical || definition.kind() == UnitKind.VERTICAL;
        if (!definition.isNode()) {
            (!vertical && definition.reportsIn(year) ? included : excluded).add(unit);
        }
        children(unit).forEach(child -> descend(child, vertical, included, excluded, met));
    }
}
