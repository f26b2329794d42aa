package minglu.verifier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what is not as it should be. Of each check only the first findings are kept, the others are counted. */
final class Findings {

    private static final int KEPT_OF_EACH = 5;

    private record Heap(Finding.Weight weight, int check) {}

    private final List<Finding> kept = new ArrayList<>();
    private final Map<Heap, Long> counts = new HashMap<>();

    void contradicts(int check, Place place, String zh, String en) {
        add(new Finding(Finding.Weight.CONTRADICTS, check, place, new Text(zh, en)));
    }

    void contradicts(int check, Place place, Text what) {
        add(new Finding(Finding.Weight.CONTRADICTS, check, place, what));
    }

    void missing(int check, Place place, String zh, String en) {
        add(new Finding(Finding.Weight.MISSING, check, place, new Text(zh, en)));
    }

    void unusable(int check, Place place, Text what) {
        add(new Finding(Finding.Weight.UNUSABLE, check, place, what));
    }

    void add(Finding finding) {
        long before = counts.merge(new Heap(finding.weight(), finding.check()), 1L, Long::sum) - 1;
        if (before < KEPT_OF_EACH) {
            kept.add(finding);
        }
    }

    /** Whether the check has a finding of the weight. */
    boolean has(Finding.Weight weight, int check) {
        return counts.containsKey(new Heap(weight, check));
    }

    /** Whether the check has any finding. */
    boolean any(int check) {
        return counts.keySet().stream().anyMatch(heap -> heap.check() == check);
    }

    /** Whether anything has the weight. */
    boolean has(Finding.Weight weight) {
        return counts.keySet().stream().anyMatch(heap -> heap.weight() == weight);
    }

    /** The outcome: a contradiction wins over everything, and what cannot be used over what is missing. */
    Outcome outcome() {
        if (has(Finding.Weight.CONTRADICTS)) {
            return Outcome.TAMPERED;
        }
        if (has(Finding.Weight.UNUSABLE)) {
            return Outcome.UNUSABLE;
        }
        return has(Finding.Weight.MISSING) ? Outcome.INCOMPLETE : Outcome.SOUND;
    }

    /** The findings kept, by weight, then in the order of the checks' numbers. */
    List<Finding> list() {
        List<Finding> sorted = new ArrayList<>(kept);
        sorted.sort(Comparator.comparing(Finding::weight).thenComparingInt(Finding::check));
        return sorted;
    }

    /** How many findings were counted and not kept. */
    long further() {
        return counts.values().stream().mapToLong(Long::longValue).sum() - kept.size();
    }

    /** The first bad entry, else the first bad cell, else the first finding that decides the outcome. */
    Optional<Finding> first() {
        List<Finding> sorted = list();
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        Finding.Weight decisive = sorted.get(0).weight();
        List<Finding> decisives =
                sorted.stream().filter(one -> one.weight() == decisive).toList();
        Optional<Finding> leaf = decisives.stream()
                .filter(one -> one.place().kind() == Place.Kind.LEAF)
                .min(Comparator.comparingLong(one -> one.place().leaf()));
        return leaf.or(() -> decisives.stream()
                        .filter(one -> one.place().kind() == Place.Kind.CELL)
                        .findFirst())
                .or(() -> decisives.stream().findFirst());
    }
}
