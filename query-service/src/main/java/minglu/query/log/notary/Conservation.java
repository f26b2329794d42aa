package minglu.query.log.notary;

import java.util.Optional;
import minglu.query.log.store.StoredEvents;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Nothing is lost between the store, the log and the read side: what each has taken in is counted and compared. */
class Conservation {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;
    private final LogRows rows;
    private final StoredEvents events;
    private final NotaryProcessors processors;

    /** @param snapshot a transaction that sees one state of the database throughout */
    Conservation(
            JdbcTemplate jdbc,
            TransactionTemplate snapshot,
            LogRows rows,
            StoredEvents events,
            NotaryProcessors processors) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
        this.rows = rows;
        this.events = events;
        this.processors = processors;
    }

    /**
     * Events up to the notary's position, that position, and leaves are one number.
     *
     * @throws LogFaultException if not
     */
    void verify(int epoch, String notary) {
        snapshot.executeWithoutResult(status -> {
            long position = processors.position(epoch);
            long leaves = rows.countedLeaves(epoch);
            long stored = events.count(position);
            if (position != leaves || stored != leaves) {
                throw new LogFaultException(notary + " stands at position " + position + ", there are " + leaves
                        + " leaves and " + stored + " events up to there: these must be one number");
            }
        });
    }

    /** What the ledger has taken in against its position; empty where they agree. */
    Optional<String> projectionDifference() {
        return snapshot.execute(status -> {
            Long position = jdbc.queryForObject(
                    "SELECT coalesce(max(position), 0) FROM projection_position WHERE projection = 'ledger'",
                    Long.class);
            Long taken = jdbc.queryForObject(
                    "SELECT coalesce(CAST(sum(last - position + 1) AS BIGINT), 0) FROM event_time", Long.class);
            return position == null || position.equals(taken)
                    ? Optional.<String>empty()
                    : Optional.of(
                            "The ledger stands at position " + position + " and has taken in " + taken + " events.");
        });
    }
}
