package minglu.query.log.notary;

import java.time.Duration;
import java.util.Optional;
import minglu.query.log.store.StoredEvents;
import minglu.query.log.tiles.TilePath;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nothing is lost between the store, the log and the read side: what each has taken in is counted and compared. */
final class Conservation {

    /** Most events that are counted at a time. */
    static final long MOST = 100_000;

    private static final Duration ROUND = Duration.ofMinutes(1);

    private final JdbcTemplate jdbc;
    private final LogRows rows;
    private final StoredEvents events;
    private long counted;

    Conservation(JdbcTemplate jdbc, LogRows rows, StoredEvents events) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.events = events;
    }

    /**
     * The last leaf has its event.
     *
     * @throws LogFaultException if not
     */
    void verifyHead(int epoch) {
        // Leaves are counted before events: both only grow.
        long leaves = rows.leaves(epoch);
        long head = events.head();
        if (head < leaves) {
            throw new LogFaultException("there are " + leaves + " leaves, and the last event is that of position "
                    + head + ": events are missing");
        }
    }

    /**
     * Counts events and full tiles in the next part of the log, in turn. Called once a second it has counted all within a minute, in a
     * log of up to six million; in a longer one it counts on at the same pace.
     *
     * @throws LogFaultException if any is missing there
     */
    void countOn(int epoch) {
        long end = rows.leaves(epoch);
        if (counted >= end) {
            counted = 0;
        }
        long until = Math.min(end, counted + Math.min(MOST, Math.max(TilePath.FULL, end / ROUND.toSeconds() + 1)));
        requireAll("events after position", counted, until, events.count(counted, until));
        long first = counted / TilePath.FULL;
        long last = until / TilePath.FULL;
        requireAll("full tiles of leaves from tile", first, last, rows.countedTiles(epoch, first, last));
        counted = until;
    }

    private static void requireAll(String what, long after, long until, long found) {
        if (found != until - after) {
            throw new LogFaultException("of the " + (until - after) + " " + what + " " + after + " up to " + until
                    + " only " + found + " are there");
        }
    }

    /** What the ledger has taken in against the events; empty where they agree. */
    Optional<String> projectionDifference() {
        // The projection is looked at before the events: both only grow.
        Long position = jdbc.queryForObject(
                "SELECT coalesce(max(position), 0) FROM projection_position WHERE projection = 'ledger'", Long.class);
        long head = events.head();
        return position == null || position <= head
                ? Optional.empty()
                : Optional.of("The ledger stands at position " + position + ", and the last event is that of position "
                        + head + ".");
    }
}
