package minglu.query.follow;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who writes the read side at a time: any number of projections beside each other, or one that must be alone. The turn ends with
 * the transaction. Kept in the database, so that it holds across nodes.
 */
@Component
public class WriteTurns {

    /** First half of the key of every lock of the read side. */
    static final int LOCKS = 0x6D6C;

    private static final int WRITING = 1;

    private final JdbcClient jdbc;

    /** Turns in this database. */
    public WriteTurns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits for one that is alone, then writes beside others. The commit is not waited for on disk: rows, positions and token would be
     * lost together, and come again from the events.
     */
    void besideOthers() {
        lock("SELECT pg_advisory_xact_lock_shared(:locks, :writing), set_config('synchronous_commit', 'off', TRUE)");
    }

    /** Waits for all others, then writes alone. */
    public void alone() {
        lock("SELECT pg_advisory_xact_lock(:locks, :writing)");
    }

    private void lock(String sql) {
        jdbc.sql(sql).param("locks", LOCKS).param("writing", WRITING).query(row -> {});
    }
}
