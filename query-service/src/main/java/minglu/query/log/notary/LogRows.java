package minglu.query.log.notary;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import minglu.platform.time.Instants;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.tiles.TilePath;
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
     * A full tile to be kept.
     *
     * @param level 0 for hashes of leaves
     * @param index which tile of the level, from 0
     * @param hashes its 256 hashes, one after the other
     * @param root the root over them
     * @param recordedBefore {@code rec} of the leaf before the first one; empty for none, and above level 0
     */
    record NewTile(int level, long index, byte[] hashes, byte[] root, String recordedBefore) {}

    /**
     * A place from which leaves can be made anew.
     *
     * @param index index of a leaf
     * @param recordedBefore {@code rec} of the leaf before; empty for none
     */
    record Start(long index, String recordedBefore) {}

    /**
     * A full tile as it is kept.
     *
     * @param index which tile of its level
     * @param hashes its hashes
     * @param root its root
     */
    record KeptTile(long index, byte[] hashes, byte[] root) {}

    /** Some hashes as they are kept, from the leaf of an index on. */
    private record Part(long first, byte[] hashes) {}

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
        return number(
                "SELECT greatest("
                        + "(SELECT first_index + octet_length(hashes) / 32 FROM log_hash WHERE epoch = ?"
                        + " ORDER BY first_index DESC LIMIT 1),"
                        + " (SELECT (tile_index + 1) * 256 FROM log_tile WHERE epoch = ? AND level = 0"
                        + " ORDER BY tile_index DESC LIMIT 1), 0)",
                epoch,
                epoch);
    }

    /**
     * Keeps hashes of leaves before their tile is full.
     *
     * @param first index of the first leaf
     * @param hashes the hashes, one after the other, all of one tile
     * @param recordedBefore {@code rec} of the leaf before the first one; empty for none
     */
    void addHashes(int epoch, long first, byte[] hashes, String recordedBefore) {
        jdbc.update(
                "INSERT INTO log_hash (epoch, first_index, hashes, recorded_before) VALUES (?, ?, ?, ?)",
                epoch,
                first,
                hashes,
                timestamp(recordedBefore));
    }

    /**
     * Takes away the rows of hashes that are in full tiles too.
     *
     * @return the index of the first leaf of a row that is not that of its tile; empty where there is none
     */
    Optional<Long> fold(int epoch) {
        return Optional.ofNullable(jdbc.queryForObject("SELECT fold_log_hashes(?)", Long.class, epoch));
    }

    /**
     * The hashes of the leaves from one index to before another, one after the other: of full tiles, and of rows where a tile is not
     * full.
     *
     * @throws LogFaultException if one is missing
     */
    byte[] hashes(int epoch, long from, long to) {
        byte[] found = new byte[Math.toIntExact((to - from) * Merkle.HASH_BYTES)];
        long next = from;
        if (from < to) {
            // One statement, since a row may go when its tile has come. Where there are both, the tile counts.
            List<Part> kept = jdbc.query(
                    "SELECT * FROM (SELECT tile_index * 256 AS first_index, hashes FROM log_tile WHERE epoch = ? AND level = 0"
                            + " AND tile_index >= ? AND tile_index <= ?"
                            + " UNION ALL SELECT first_index, hashes FROM log_hash WHERE epoch = ? AND first_index >= ?"
                            + " AND first_index < ?) kept ORDER BY first_index, octet_length(hashes) DESC",
                    (row, number) -> new Part(row.getLong(1), row.getBytes(2)),
                    epoch,
                    from / TilePath.FULL,
                    (to - 1) / TilePath.FULL,
                    epoch,
                    from - from % TilePath.FULL,
                    to);
            for (Part part : kept) {
                next = copy(part, found, from, next);
            }
        }
        if (next < to) {
            throw new LogFaultException(
                    "of the leaves " + from + " to " + (to - 1) + " only " + (next - from) + " are there before a gap");
        }
        return found;
    }

    /** Copies what goes on at the next place; answers the place after it. */
    private static long copy(Part part, byte[] to, long from, long next) {
        long end =
                Math.min(part.first() + part.hashes().length / Merkle.HASH_BYTES, from + to.length / Merkle.HASH_BYTES);
        if (part.first() > next || end <= next) {
            return next;
        }
        System.arraycopy(
                part.hashes(),
                (int) (next - part.first()) * Merkle.HASH_BYTES,
                to,
                (int) (next - from) * Merkle.HASH_BYTES,
                (int) (end - next) * Merkle.HASH_BYTES);
        return end;
    }

    /** The last place at or before an index from which leaves can be made anew. */
    Start start(int epoch, long index) {
        return jdbc
                .query(
                        "SELECT first_index, recorded_before FROM ("
                                + "(SELECT first_index, recorded_before FROM log_hash WHERE epoch = ? AND first_index <= ?"
                                + " ORDER BY first_index DESC LIMIT 1) UNION ALL"
                                + " (SELECT tile_index * 256, recorded_before FROM log_tile WHERE epoch = ? AND level = 0"
                                + " AND tile_index <= ? ORDER BY tile_index DESC LIMIT 1)) places"
                                + " ORDER BY first_index DESC LIMIT 1",
                        (row, number) -> new Start(row.getLong(1), text(row.getTimestamp(2))),
                        epoch,
                        index,
                        epoch,
                        index / TilePath.FULL)
                .stream()
                .findFirst()
                .orElse(new Start(0, ""));
    }

    private static Timestamp timestamp(String recordedAt) {
        return recordedAt.isEmpty() ? null : Timestamp.from(Instants.parse(recordedAt));
    }

    private static String text(Timestamp recordedAt) {
        return recordedAt == null ? "" : Instants.format(recordedAt.toInstant());
    }

    /**
     * Keeps full tiles. One that is there already must be the same.
     *
     * @throws LogFaultException if it is another one
     */
    void addTiles(int epoch, List<NewTile> tiles) {
        int[] added = jdbc.batchUpdate(
                "INSERT INTO log_tile (epoch, level, tile_index, hashes, root, recorded_before) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                tiles.stream()
                        .map(tile -> new Object[] {
                            epoch,
                            tile.level(),
                            tile.index(),
                            tile.hashes(),
                            tile.root(),
                            timestamp(tile.recordedBefore())
                        })
                        .toList());
        for (int i = 0; i < added.length; i++) {
            NewTile tile = tiles.get(i);
            if (added[i] == 0 && !hasTile(epoch, tile)) {
                throw new LogFaultException(
                        "tile " + tile.index() + " of level " + tile.level() + " is not that of its leaves");
            }
        }
    }

    private boolean hasTile(int epoch, NewTile tile) {
        return fullTiles(epoch, tile.level(), tile.index(), tile.index() + 1).stream()
                .anyMatch(
                        kept -> Arrays.equals(kept.hashes(), tile.hashes()) && Arrays.equals(kept.root(), tile.root()));
    }

    /** The full tiles of a level from one index to before another, in order; what is missing is left out. */
    List<KeptTile> fullTiles(int epoch, int level, long from, long to) {
        return jdbc.query(
                "SELECT tile_index, hashes, root FROM log_tile WHERE epoch = ? AND level = ? AND tile_index >= ?"
                        + " AND tile_index < ? ORDER BY tile_index",
                (row, number) -> new KeptTile(row.getLong(1), row.getBytes(2), row.getBytes(3)),
                epoch,
                level,
                from,
                to);
    }

    /** How many full tiles of leaves there are from one index to before another, counted. */
    long countedTiles(int epoch, long from, long to) {
        return number(
                "SELECT count(*) FROM log_tile WHERE epoch = ? AND level = 0 AND tile_index >= ? AND tile_index < ?",
                epoch,
                from,
                to);
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

    /**
     * How often PostgreSQL has seen a row of the history or the log changed or deleted: never, by the application. Rows of hashes are
     * left out: those that are not in a tile yet are read at each signature, and the others may go.
     */
    long changesCounted() {
        return number(
                "SELECT coalesce(sum(pg_stat_get_tuples_updated(oid) + pg_stat_get_tuples_deleted(oid)), 0) FROM pg_class"
                        + " WHERE relnamespace = CAST(current_schema AS regnamespace)"
                        + " AND relname IN ('domainevententry', 'log_epoch', 'log_tile', 'log_checkpoint')");
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
