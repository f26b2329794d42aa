package minglu.query.rebuild;

import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison found.
 *
 * @param rows how many rows disagree, or are on one side alone
 * @param differences the first of the places, no more than {@value #MOST_NAMED}
 */
record Drift(long rows, List<Difference> differences) {

    static final int MOST_NAMED = 1000;

    static final Drift NONE = new Drift(0, List.of());

    Drift plus(Drift other) {
        List<Difference> both = new ArrayList<>(differences);
        both.addAll(other.differences);
        return new Drift(rows + other.rows, both.stream().limit(MOST_NAMED).toList());
    }
}
