package minglu.query.follow;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The generations in which the rows of {@link RebuiltProjection} stand. One is live: the views that everybody reads show it alone,
 * and a single row says which one it is, so that a statement reads either the one before a change or the one after it.
 */
@Component
public class Generations {

    private static final int REBUILDING = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int MOST_TRIES = 100;

    /** Spring knows no exception for it. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    /** The generations in this database. */
    public Generations(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The table in which a generation has the rows of a kind: the partition of {@code <kind>_row}. */
    public static String table(String kind, int generation) {
        return kind + "_g" + generation;
    }

    /** The generation that is read. It does not change while the caller has a turn to write. */
    public int live() {
        return jdbc.sql("SELECT generation FROM live_generation")
                .query(Integer.class)
                .single();
    }

    /**
     * Begins a generation that nobody reads: the owner makes its tables, without indexes.
     *
     * @param purpose {@code rebuild} or {@code check}
     * @param events how many events there are to take in
     */
    public int begin(String purpose, long events) {
        return transactions.execute(status -> {
            int generation = jdbc.sql("INSERT INTO read_generation (purpose, state, events_total)"
                            + " VALUES (:purpose, 'building', :events) RETURNING generation")
                    .param("purpose", purpose)
                    .param("events", events)
                    .query(Integer.class)
                    .single();
            call("SELECT create_generation(:generation)", generation);
            return generation;
        });
    }

    /** Lets the owner make the indexes of one kind of rows of a generation that is being built. */
    public void index(int generation, String kind) {
        jdbc.sql("SELECT index_generation(:generation, :kind)")
                .param("generation", generation)
                .param("kind", kind)
                .query(row -> {});
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
        call("SELECT attach_generation(:generation)", generation);
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

    /**
     * Lets the owner take away the tables of a generation that is not live, as soon as no reader sees it any more. Readers are not
     * kept waiting: it gives way to them and tries again, for half a minute.
     *
     * @return whether they are gone
     */
    public boolean drop(int generation) {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            try {
                call("SELECT drop_generation(:generation)", generation);
                return true;
            } catch (DataAccessException e) {
                if (!isLocked(e)) {
                    throw e;
                }
                LOG.debug("generation {} is still seen by somebody, try {}", generation, tries);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        return false;
    }

    private static boolean isLocked(DataAccessException failure) {
        return failure instanceof PessimisticLockingFailureException
                || failure.getMostSpecificCause() instanceof SQLException sql
                        && LOCK_NOT_AVAILABLE.equals(sql.getSQLState());
    }

    private void call(String sql, int generation) {
        jdbc.sql(sql).param("generation", generation).query(row -> {});
    }

    /** The generations beside the live one that still have rows, or were left half built. */
    public List<Integer> left() {
        return jdbc.sql(
                        """
                SELECT generation
                  FROM read_generation
                 WHERE generation <> (SELECT generation FROM live_generation)
                   AND (state = 'building' OR to_regclass('event_time_g' || generation) IS NOT NULL)
                 ORDER BY generation""")
                .query(Integer.class)
                .list();
    }

    /** The two halves of the key of the lock that one who builds generations holds. */
    public static int[] buildingLock() {
        return new int[] {WriteTurns.LOCKS, REBUILDING};
    }
}
