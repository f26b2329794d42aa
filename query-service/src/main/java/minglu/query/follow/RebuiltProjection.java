package minglu.query.follow;

import java.util.List;

/**
 * A projection that can be built anew beside its live rows: its rows are a pure fold of the events, and stand in generations
 * ({@link Generations}).
 *
 * @param <R> what one event comes to
 */
public interface RebuiltProjection<R> extends Projection<R> {

    /** The kinds of its rows, each with a table in every generation. */
    List<String> kinds();

    /**
     * Loads the rows of some events that do not depend on others into a generation without indexes, within the caller's transaction.
     * Others load other events at the same time.
     *
     * @param events gapless, in the order of their positions; the times they were recorded at are not final
     */
    void load(int generation, List<Examined<R>> events);

    /**
     * Adds the rows that depend on several events, once all events up to a position have been loaded.
     *
     * @param stretches when the events were recorded
     */
    void complete(int generation, long upTo, EventTimes.Stretches stretches);
}
