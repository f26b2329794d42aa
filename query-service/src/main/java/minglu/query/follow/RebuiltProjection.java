package minglu.query.follow;

/**
 * A projection that can be built anew beside its live rows: its rows are a pure fold of the events, and stand in generations
 * ({@link Generations}).
 *
 * @param <R> what one event comes to
 */
public interface RebuiltProjection<R> extends Projection<R> {}
