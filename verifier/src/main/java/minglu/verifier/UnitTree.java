package minglu.verifier;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The units of a year, section 6.3 of the format. */
final class UnitTree {

    /** The unit that always exists. */
    static final String ROOT = "district";

    /**
     * Which units a table is about.
     *
     * @param included units that are summed
     * @param excluded units that are not
     */
    record Cover(SortedSet<String> included, SortedSet<String> excluded) {}

    private final int year;
    private final SortedMap<String, Definition> units = new TreeMap<>();

    /**
     * The tree of a year.
     *
     * @param definitions those known, in the order of the log
     */
    UnitTree(List<Definition> definitions, int year) {
        this.year = year;
        for (Definition next : definitions) {
            units.merge(next.unit(), next, (held, later) -> later.replaces(held, year) ? later : held);
        }
        units.putIfAbsent(ROOT, new Definition(ROOT, null, Definition.NODE, null, null, null, null));
    }

    /** Whether the unit is there and has units of its own. */
    boolean isNode(String unit) {
        Definition definition = units.get(unit);
        return definition != null && definition.isNode();
    }

    private boolean reports(Definition unit) {
        return unit.isNode()
                || unit.reportingFrom() <= year && (unit.reportingUntil() == null || year <= unit.reportingUntil());
    }

    /** The unit for which the postings of a unit count; null where there is none. */
    String owner(String unit) {
        Set<String> met = new HashSet<>();
        String candidate = unit;
        while (candidate != null && met.add(candidate)) {
            Definition definition = units.get(candidate);
            if (definition == null || definition.isNode()) {
                return null;
            }
            if (reports(definition)) {
                return candidate;
            }
            boolean ended = definition.reportingUntil() != null && year > definition.reportingUntil();
            candidate = ended ? definition.successor() : null;
        }
        return null;
    }

    /** The units of a table. */
    Cover cover(String unit, boolean consolidated) {
        Cover cover = new Cover(new TreeSet<>(), new TreeSet<>());
        Definition top = units.get(unit);
        if (top == null) {
            return cover;
        }
        if (!top.isNode()) {
            place(cover, top, false);
            return cover;
        }
        if (!consolidated) {
            units.values().stream()
                    .filter(one -> one.kind().equals(Definition.OFFICE) && unit.equals(one.parent()))
                    .forEach(one -> place(cover, one, false));
            return cover;
        }
        descend(top, cover);
        return cover;
    }

    private record Step(Definition unit, boolean belowVertical) {}

    private void descend(Definition top, Cover cover) {
        Map<String, List<Definition>> children = new HashMap<>();
        units.values().forEach(one -> {
            if (one.parent() != null) {
                children.computeIfAbsent(one.parent(), parent -> new ArrayList<>())
                        .add(one);
            }
        });
        Set<String> met = new HashSet<>(Set.of(top.unit()));
        Deque<Step> steps = new ArrayDeque<>(List.of(new Step(top, false)));
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            for (Definition child : children.getOrDefault(step.unit().unit(), List.of())) {
                if (met.add(child.unit())) {
                    boolean vertical = step.belowVertical() || child.kind().equals(Definition.VERTICAL);
                    if (!child.isNode()) {
                        place(cover, child, vertical);
                    }
                    steps.push(new Step(child, vertical));
                }
            }
        }
    }

    private void place(Cover cover, Definition unit, boolean vertical) {
        (reports(unit) && !vertical ? cover.included() : cover.excluded()).add(unit.unit());
    }

    /** All units that count for one of these, each with the one it counts for. */
    SortedMap<String, String> owners(Set<String> included) {
        SortedMap<String, String> owners = new TreeMap<>();
        for (String unit : units.keySet()) {
            String owner = owner(unit);
            if (owner != null && included.contains(owner)) {
                owners.put(unit, owner);
            }
        }
        return owners;
    }

    /**
     * The units whose figures of the year before are compared with those of this year.
     *
     * @param before the tree of the year before
     * @return empty where it is unknown
     */
    Set<String> unitsBefore(UnitTree before, String unit, boolean consolidated) {
        if (consolidated && isNode(unit)) {
            return before.owners(before.cover(unit, true).included()).keySet();
        }
        Set<String> units =
                new TreeSet<>(owners(cover(unit, consolidated).included()).keySet());
        units.removeIf(one -> before.owner(one) == null);
        return units;
    }
}
