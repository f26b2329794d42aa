package minglu.query.follow;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The generations in which the rows of {@link RebuiltProjection} stand. One is live: the views that everybody reads show it alone,
 * and a single row says which one it is, so that a statement reads either the one before a change or the one after it.
 */
@Component
public class Generations {

    private static final int REBUILDING = 2;

    private final JdbcClient jdbc;

    /** The generations in this database. */
    public Generations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The generation that is read. It does not change while the caller has a turn to write. */
    public int live() {
        return jdbc.sql("SELECT generation FROM live_generation")
                .query(Integer.class)
                .single();
    }

    /**
     * Begins a generation that nobody reads.
     *
     * @param purpose {@code rebuild} or {@code check}
     * @param events how many events there are to take in
     */
    public int begin(String purpose, long events) {
        return jdbc.sql(
                        "INSERT INTO read_generation (purpose, state, events_total) VALUES (:purpose, 'building', :events)"
                                + " RETURNING generation")
                .param("purpose", purpose)
                .param("events", events)
                .query(Integer.class)
                .single();
    }

    /**
     * Holds, until the end of the caller's transaction, a generation that is being built.
     *
     * @throws IllegalStateException if it was taken away meanwhile
     */
    public void hold(int generation) {
        jdbc.sql(
                        "SELECT generation FROM read_generation WHERE generation = :generation AND state = 'building' FOR UPDATE")
                .param("generation", generation)
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException(
                        "generation " + generation + " was taken away while it was being built"));
    }

    /** Puts a generation in the place of the live one, within the caller's transaction, which is alone and holds it. */
    public void switchTo(int generation) {
        jdbc.sql(
                        "UPDATE read_generation SET state = 'replaced' WHERE generation = (SELECT generation FROM live_generation)")
                .update();
        jdbc.sql("UPDATE read_generation SET state = 'live' WHERE generation = :generation")
                .param("generation", generation)
                .update();
        jdbc.sql("UPDATE live_generation SET generation = :generation")
                .param("generation", generation)
                .update();
    }

    /** Lets the owner take away the rows of a generation that is not live; readers are not kept waiting. */
    public void drop(int generation) {
        jdbc.sql("SELECT drop_generation(:generation)")
                .param("generation", generation)
                .query(row -> {});
    }

    /** The generations beside the live one that still have rows, or were left half built. */
    public List<Integer> left() {
        return jdbc.sql(
                        """
                SELECT generation
                  FROM read_generation g
                 WHERE generation <> (SELECT generation FROM live_generation)
                   AND (state = 'building' OR EXISTS (SELECT FROM event_time_row t WHERE t.generation = g.generation))
                 ORDER BY generation""")
                .query(Integer.class)
                .list();
    }

    /** The two halves of the key of the lock that one who builds generations holds. */
    public static int[] buildingLock() {
        return new int[] {WriteTurns.LOCKS, REBUILDING};
    }
}
