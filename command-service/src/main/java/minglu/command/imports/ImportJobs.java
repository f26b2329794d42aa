package minglu.command.imports;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import minglu.platform.access.Caller;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Imports and their refused rows in PostgreSQL. */
@Repository
class ImportJobs {

    private static final String COLUMNS = "number, id, user_id, unit, format, header, byte_order_mark, dry_run, state,"
            + " started_at, finished_at, rows_done, rows_read, recorded, duplicates, rejected, last_position, erased_at";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    ImportJobs(JdbcTemplate batches, Clock clock) {
        this.jdbc = JdbcClient.create(batches);
        this.batches = batches;
        this.clock = clock;
    }

    /** Begins an import. */
    ImportJob start(Caller caller, String format, List<String> header, boolean byteOrderMark, boolean dryRun) {
        UUID id = UUID.randomUUID();
        jdbc.sql("INSERT INTO import_job (id, user_id, unit, format, header, byte_order_mark, dry_run, state,"
                        + " started_at, rows_done) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)")
                .params(
                        id,
                        caller.id(),
                        caller.unit(),
                        format,
                        header.isEmpty() ? null : String.join(",", header),
                        byteOrderMark,
                        dryRun,
                        ImportJob.RUNNING,
                        now())
                .update();
        ImportJob job = find(id).orElseThrow(
                        () -> new IllegalStateException("import " + id + " is not there after its insert"));
        seen(job.number());
        return job;
    }

    /**
     * Shows how far an import is. Also says that it runs, should another process, when it started, have taken it for one that
     * died.
     */
    void progress(long number, long rowsDone) {
        jdbc.sql("UPDATE import_job SET state = 'running', rows_done = ? WHERE number = ? AND finished_at IS NULL")
                .params(rowsDone, number)
                .update();
        seen(number);
    }

    private void seen(long number) {
        jdbc.sql("INSERT INTO import_life (import, seen_at) VALUES (?, now())"
                        + " ON CONFLICT (import) DO UPDATE SET seen_at = excluded.seen_at")
                .param(number)
                .update();
    }

    /** Ends an import that went through the whole file. */
    void done(long number, Tally.Totals totals) {
        jdbc.sql("UPDATE import_job SET state = 'done', finished_at = ?, rows_done = ?, rows_read = ?, recorded = ?,"
                        + " duplicates = ?, rejected = ?, last_position = ? WHERE number = ?")
                .params(
                        now(),
                        totals.done(),
                        totals.rows(),
                        totals.recorded(),
                        totals.duplicates(),
                        totals.rejected(),
                        totals.lastPosition(),
                        number)
                .update();
    }

    /** Ends an import that was left half way. */
    void interrupted(long number, long rowsDone) {
        jdbc.sql("UPDATE import_job SET state = 'interrupted', finished_at = ?, rows_done = ? WHERE number = ?")
                .params(now(), rowsDone, number)
                .update();
    }

    /** Marks what dead runs left; those that live say so again within a second. */
    void interruptLeftovers() {
        jdbc.sql("UPDATE import_job SET state = 'interrupted' WHERE state = 'running'")
                .update();
    }

    /**
     * Marks what died with other nodes: running imports that nobody has heard of for so long. By the clock of the database, which
     * all nodes share.
     */
    void interruptSilent(Duration silence) {
        jdbc.sql(
                        "UPDATE import_job SET state = 'interrupted' WHERE state = 'running' AND NOT EXISTS (SELECT FROM import_life"
                                + " WHERE import = number AND seen_at > now() - make_interval(secs => ?))")
                .param(silence.toSeconds())
                .update();
        jdbc.sql("DELETE FROM import_life WHERE seen_at < now() - make_interval(secs => ?)")
                .param(silence.toSeconds())
                .update();
    }

    /** Erases refused rows of imports that ended so long ago. */
    void eraseRejections(Duration age) {
        OffsetDateTime limit = now().minus(age);
        List<Long> old = jdbc.sql("SELECT number FROM import_job WHERE erased_at IS NULL AND started_at < ?"
                        + " AND state <> 'running' ORDER BY number")
                .param(limit)
                .query(Long.class)
                .list();
        for (long number : old) {
            jdbc.sql("DELETE FROM import_rejection WHERE import = ?")
                    .param(number)
                    .update();
            jdbc.sql("UPDATE import_job SET erased_at = ? WHERE number = ?")
                    .params(now(), number)
                    .update();
        }
    }

    /** Keeps refused rows. */
    void reject(long number, List<Rejection> rejections) {
        batches.batchUpdate(
                "INSERT INTO import_rejection (import, row, unit, subject, act, code, detail, record)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rejections,
                rejections.size(),
                (statement, rejection) -> {
                    statement.setLong(1, number);
                    statement.setLong(2, rejection.row());
                    statement.setString(3, rejection.unit());
                    statement.setString(4, rejection.subject());
                    statement.setString(5, rejection.id());
                    statement.setString(6, rejection.code());
                    statement.setString(7, rejection.detail());
                    statement.setBytes(
                            8,
                            rejection.record() == null
                                    ? null
                                    : rejection.record().getBytes(StandardCharsets.UTF_8));
                });
    }

    /** Refused rows in the order of the file, behind a row. */
    List<Rejection> rejections(long number, long afterRow, int limit) {
        return jdbc.sql("SELECT row, unit, subject, act, code, detail, record FROM import_rejection"
                        + " WHERE import = ? AND row > ? ORDER BY row LIMIT ?")
                .params(number, afterRow, limit)
                .query((row, i) -> {
                    byte[] record = row.getBytes("record");
                    return new Rejection(
                            row.getLong("row"),
                            row.getString("unit"),
                            row.getString("subject"),
                            row.getString("act"),
                            row.getString("code"),
                            row.getString("detail"),
                            record == null ? null : new String(record, StandardCharsets.UTF_8));
                })
                .list();
    }

    /** The import with this public id. */
    Optional<ImportJob> find(UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM import_job WHERE id = ?")
                .param(id)
                .query(ImportJobs::job)
                .optional();
    }

    /** The units that users of imports had. */
    List<String> units() {
        return jdbc.sql("SELECT DISTINCT unit FROM import_job WHERE unit IS NOT NULL ORDER BY unit")
                .query(String.class)
                .list();
    }

    /**
     * Imports, the newest first.
     *
     * @param userId whose imports are always among them
     * @param units null: all; else also those of users of these units
     * @param before only those with a smaller number
     */
    List<ImportJob> list(String userId, List<String> units, long before, int limit) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM import_job WHERE number < ? AND (? OR user_id = ? OR unit = ANY (?))"
                        + " ORDER BY number DESC LIMIT ?")
                .params(
                        before,
                        units == null,
                        userId,
                        units == null ? new String[0] : units.toArray(String[]::new),
                        limit)
                .query(ImportJobs::job)
                .list();
    }

    private static ImportJob job(ResultSet row, int i) throws SQLException {
        String header = row.getString("header");
        Tally.Totals totals = row.getObject("rows_read") == null
                ? null
                : new Tally.Totals(
                        row.getLong("rows_read"),
                        row.getLong("recorded"),
                        row.getLong("duplicates"),
                        row.getLong("rejected"),
                        row.getObject("last_position", Long.class));
        return new ImportJob(
                row.getLong("number"),
                row.getObject("id", UUID.class),
                row.getString("user_id"),
                row.getString("unit"),
                row.getString("format"),
                header == null ? List.of() : Arrays.asList(header.split(",")),
                row.getBoolean("byte_order_mark"),
                row.getBoolean("dry_run"),
                row.getString("state"),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getLong("rows_done"),
                totals,
                instant(row, "erased_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
