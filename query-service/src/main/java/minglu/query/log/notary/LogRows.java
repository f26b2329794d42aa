package minglu.query.log.notary;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The tables of the log. Everything is only ever added, but the one row that says how the log stands. */
public final class LogRows {

    private final JdbcTemplate jdbc;

    /** The tables in this database. */
    public LogRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One tree.
     *
     * @param number 1, 2, …
     * @param origin origin of its checkpoints
     * @param verifierKey key that verifies them
     * @param saltKeyId which key makes the salts
     * @param pseudonymKeyId which key makes the pseudonyms
     * @param recovery the note that began it; null for the first one
     */
    public record Epoch(
            int number, String origin, String verifierKey, String saltKeyId, String pseudonymKeyId, String recovery) {}

    /**
     * A leaf to be kept.
     *
     * @param index place in the log
     * @param eventId identifier of the event
     * @param bytes the leaf
     */
    record NewLeaf(long index, String eventId, byte[] bytes) {}

    /**
     * A published checkpoint.
     *
     * @param epoch its epoch
     * @param size number of leaves
     * @param note the signed note
     * @param signedAt when it was published
     */
    public record Published(int epoch, long size, String note, Instant signedAt) {}

    /**
     * How the log stood on the node of its notary.
     *
     * @param condition how
     * @param age how long ago it was written, by the clock of the database
     */
    record Noted(LogCondition condition, Duration age) {}

    private static final RowMapper<Epoch> EPOCH = (row, number) -> new Epoch(
            row.getInt("epoch"),
            row.getString("origin"),
            row.getString("verifier_key"),
            row.getString("salt_key_id"),
            row.getString("pseudonym_key_id"),
            row.getString("recovery"));

    private static final RowMapper<Published> PUBLISHED = (row, number) -> new Published(
            row.getInt("epoch"),
            row.getLong("size"),
            row.getString("note"),
            row.getTimestamp("signed_at").toInstant());

    /** The epoch that is being written; empty before the log has begun. */
    public Optional<Epoch> epoch() {
        return jdbc.query("SELECT * FROM log_epoch ORDER BY epoch DESC LIMIT 1", EPOCH).stream()
                .findFirst();
    }

    /** All epochs, the first one first. */
    public List<Epoch> epochs() {
        return jdbc.query("SELECT * FROM log_epoch ORDER BY epoch", EPOCH);
    }

    void begin(Epoch epoch, Instant at) {
        jdbc.update(
                "INSERT INTO log_epoch (epoch, origin, verifier_key, salt_key_id, pseudonym_key_id, recovery, begun_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                epoch.number(),
                epoch.origin(),
                epoch.verifierKey(),
                epoch.saltKeyId(),
                epoch.pseudonymKeyId(),
                epoch.recovery(),
                Timestamp.from(at));
    }

    /** Number of leaves, by the last one. */
    public long leaves(int epoch) {
        return number("SELECT coalesce(max(leaf_index) + 1, 0) FROM log_leaf WHERE epoch = ?", epoch);
    }

    /** Number of leaves, counted. */
    long countedLeaves(int epoch) {
        return number("SELECT count(*) FROM log_leaf WHERE epoch = ?", epoch);
    }

    void addLeaves(int epoch, List<NewLeaf> leaves) {
        jdbc.batchUpdate(
                "INSERT INTO log_leaf (epoch, leaf_index, event_id, leaf) VALUES (?, ?, ?, ?)",
                leaves.stream()
                        .map(leaf -> new Object[] {epoch, leaf.index(), leaf.eventId(), leaf.bytes()})
                        .toList());
    }

    /**
     * The bytes of the leaves from one index to before another, in order.
     *
     * @throws IllegalStateException if one is missing
     */
    public List<byte[]> leafBytes(int epoch, long from, long to) {
        List<byte[]> leaves = jdbc.query(
                "SELECT leaf FROM log_leaf WHERE epoch = ? AND leaf_index >= ? AND leaf_index < ? ORDER BY leaf_index",
                (row, number) -> row.getBytes(1),
                epoch,
                from,
                to);
        if (leaves.size() != to - from) {
            throw new IllegalStateException(
                    "of the leaves " + from + " to " + (to - 1) + " only " + leaves.size() + " are there");
        }
        return leaves;
    }

    void addTile(int epoch, int level, long index, byte[] hashes, byte[] root) {
        jdbc.update(
                "INSERT INTO log_tile (epoch, level, tile_index, hashes, root) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                epoch,
                level,
                index,
                hashes,
                root);
    }

    /** Whether the tile that is kept has these hashes and this root. */
    boolean hasTile(int epoch, int level, long index, byte[] hashes, byte[] root) {
        return number(
                        "SELECT count(*) FROM log_tile WHERE epoch = ? AND level = ? AND tile_index = ? AND hashes = ? AND root = ?",
                        epoch,
                        level,
                        index,
                        hashes,
                        root)
                == 1;
    }

    Optional<byte[]> tile(int epoch, int level, long index) {
        return jdbc
                .query(
                        "SELECT hashes FROM log_tile WHERE epoch = ? AND level = ? AND tile_index = ?",
                        (row, number) -> row.getBytes(1),
                        epoch,
                        level,
                        index)
                .stream()
                .findFirst();
    }

    /** The roots of full tiles of a level, from one index to before another; what is missing is left out. */
    List<byte[]> tileRoots(int epoch, int level, long from, long to) {
        return jdbc.query(
                "SELECT root FROM log_tile WHERE epoch = ? AND level = ? AND tile_index >= ? AND tile_index < ?"
                        + " ORDER BY tile_index",
                (row, number) -> row.getBytes(1),
                epoch,
                level,
                from,
                to);
    }

    /** Number of full tiles of a level, by the last one. */
    long tiles(int epoch, int level) {
        return number(
                "SELECT coalesce(max(tile_index) + 1, 0) FROM log_tile WHERE epoch = ? AND level = ?", epoch, level);
    }

    /** The checkpoint published last; empty before the first. */
    public Optional<Published> published(int epoch) {
        return jdbc
                .query("SELECT * FROM log_checkpoint WHERE epoch = ? ORDER BY size DESC LIMIT 1", PUBLISHED, epoch)
                .stream()
                .findFirst();
    }

    /** The last checkpoint of each day before the one of a size, the earliest first. */
    public List<Published> daily(int epoch, long size) {
        return jdbc.query(
                "SELECT DISTINCT ON (date_trunc('day', signed_at AT TIME ZONE 'UTC')) * FROM log_checkpoint"
                        + " WHERE epoch = ? AND size < ?"
                        + " ORDER BY date_trunc('day', signed_at AT TIME ZONE 'UTC'), size DESC",
                PUBLISHED,
                epoch,
                size);
    }

    /** The first checkpoint that covers a position; empty while none does. */
    public Optional<Published> covering(int epoch, long position) {
        return jdbc
                .query(
                        "SELECT * FROM log_checkpoint WHERE epoch = ? AND size >= ? ORDER BY size LIMIT 1",
                        PUBLISHED,
                        epoch,
                        position)
                .stream()
                .findFirst();
    }

    void publish(Published checkpoint) {
        jdbc.update(
                "INSERT INTO log_checkpoint (epoch, size, note, signed_at) VALUES (?, ?, ?, ?)",
                checkpoint.epoch(),
                checkpoint.size(),
                checkpoint.note(),
                Timestamp.from(checkpoint.signedAt()));
    }

    void handOut(int epoch, long size, Instant at) {
        jdbc.update(
                "INSERT INTO log_handed_out (epoch, size, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                epoch,
                size,
                Timestamp.from(at));
    }

    /** Size of the largest checkpoint that has left the house, 0 for none. */
    long handedOut(int epoch) {
        return number("SELECT coalesce(max(size), 0) FROM log_handed_out WHERE epoch = ?", epoch);
    }

    void intervened(Instant at, String userId, String action, String reason, String detail) {
        jdbc.update(
                "INSERT INTO log_intervention (at, user_id, action, reason, detail) VALUES (?, ?, ?, ?, ?)",
                Timestamp.from(at),
                userId,
                action,
                reason,
                detail);
    }

    /** How often PostgreSQL has seen a row of the history or the log changed or deleted: never, by the application. */
    long changesCounted() {
        return number(
                "SELECT coalesce(sum(n_tup_upd + n_tup_del), 0) FROM pg_stat_all_tables WHERE schemaname = current_schema"
                        + " AND relname IN ('domainevententry', 'log_epoch', 'log_leaf', 'log_tile', 'log_checkpoint')");
    }

    /** Tells all nodes how the log stands on this one, which has the notary. */
    void note(LogCondition condition) {
        jdbc.update(
                "INSERT INTO log_condition (state, reason, way_out, seen_at) VALUES (?, ?, ?, clock_timestamp())"
                        + " ON CONFLICT (only_one) DO UPDATE SET state = excluded.state, reason = excluded.reason,"
                        + " way_out = excluded.way_out, seen_at = excluded.seen_at",
                condition.state().name(),
                condition.reason(),
                condition.wayOut());
    }

    /** What the node of the notary told last; empty where it never did. */
    Optional<Noted> noted() {
        return jdbc
                .query(
                        "SELECT state, reason, way_out,"
                                + " CAST(extract(epoch FROM clock_timestamp() - seen_at) AS BIGINT) AS age FROM log_condition",
                        (row, number) -> new Noted(
                                new LogCondition(
                                        LogState.valueOf(row.getString("state")),
                                        row.getString("reason"),
                                        row.getString("way_out")),
                                Duration.ofSeconds(row.getLong("age"))))
                .stream()
                .findFirst();
    }

    private long number(String sql, Object... parameters) {
        Long number = jdbc.queryForObject(sql, Long.class, parameters);
        return number == null ? 0 : number;
    }
}
