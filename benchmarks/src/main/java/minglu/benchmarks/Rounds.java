package minglu.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The same figure from several rounds, or the single samples of one. */
final class Rounds {

    private final List<Double> values = new ArrayList<>();

    /** The rounds given. */
    static Rounds of(double... values) {
        Rounds rounds = new Rounds();
        for (double value : values) {
            rounds.add(value);
        }
        return rounds;
    }

    void add(double value) {
        values.add(value);
    }

    void addAll(Rounds others) {
        values.addAll(others.values);
    }

    /** In the order they were made. */
    List<Double> values() {
        return List.copyOf(values);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    int count() {
        return values.size();
    }

    double median() {
        return quantile(0.5);
    }

    double lowest() {
        return quantile(0);
    }

    double highest() {
        return quantile(1);
    }

    /**
     * The smallest value that at least this part of all values does not exceed; the mean of both middle ones for a half of an even number.
     *
     * @param part from 0 to 1
     */
    double quantile(double part) {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        if (part == 0.5 && size % 2 == 0) {
            return (sorted.get(size / 2 - 1) + sorted.get(size / 2)) / 2;
        }
        return sorted.get(Math.max(0, (int) Math.ceil(part * size) - 1));
    }
}
