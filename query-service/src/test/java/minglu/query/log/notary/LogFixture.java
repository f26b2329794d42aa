package minglu.query.log.notary;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import minglu.api.act.ActEvent;
import minglu.api.act.Identifiers;
import minglu.api.unit.UnitDefined;
import minglu.platform.time.Instants;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.query.log.store.PostgresStoredEvents;
import minglu.query.log.store.StoredEvent;
import minglu.query.log.store.StoredEvents;
import minglu.query.support.MigratedDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * A history in a database of its own, and a log over it whose every step the test takes itself. The token of the notary is a row that
 * is written in the transaction of the leaves, as the processor does it.
 */
public final class LogFixture implements AutoCloseable {

    /** When the first event is recorded; each next one a second later. */
    static final Instant FIRST = Instant.parse("2024-01-01T00:00:00.123Z");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ORIGIN = "log.example/minglu";
    private static final long WINDOW = 10_000;

    private final TestDatabase database = MigratedDatabase.fresh();
    private final HikariDataSource pool = new HikariDataSource();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Path directory;
    private long head;
    private Runnable beforeCommit = () -> {};

    final JdbcTemplate jdbc;
    final TransactionTemplate transactions;
    public final LogRows rows;
    public final StoredEvents events;
    public final Leaves leaves;
    final Work work = new Work();
    public TransparencyLog log;
    private LogLock lock;

    public LogFixture() {
        pool.setJdbcUrl(database.jdbcUrl(Role.APP));
        pool.setUsername(database.user(Role.APP));
        pool.setPassword(database.password(Role.APP));
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(1);
        jdbc = new JdbcTemplate(pool);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(pool)) {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                return super.execute(status -> {
                    T result = action.doInTransaction(status);
                    beforeCommit.run();
                    return result;
                });
            }
        };
        rows = new LogRows(jdbc);
        events = new PostgresStoredEvents(jdbc);
        try {
            directory = Files.createTempDirectory("minglu-log-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        leaves = new Leaves(rows, events, keyDirectory());
    }

    /** Stands for the thread of the notary: takes in what there is when the test says so. */
    final class Work implements TransparencyLog.Work {

        private Notary notary;

        private Consumer<LogFaultException> told;

        @Override
        public Runnable begin(Notary begun, Runnable afterCommit, Consumer<LogFaultException> onFault) {
            notary = begun;
            told = onFault;
            return () -> notary = null;
        }

        /** Batches up to a position. */
        void take(long until, Runnable atTheEnd) {
            beforeCommit = atTheEnd;
            try {
                while (notary.notarise(until) > 0) {
                    assertThat(rows.leaves(notary.epoch())).isLessThanOrEqualTo(until);
                }
            } finally {
                beforeCommit = () -> {};
            }
        }

        boolean isRunning() {
            return notary != null;
        }
    }

    /** The bytes of leaves, made anew. */
    public List<byte[]> leafBytes(int epoch, long from, long to) {
        List<byte[]> read = new ArrayList<>();
        leaves.read(epoch, from, to, leaf -> read.add(leaf.bytes()));
        return read;
    }

    /** A log that starts: a new process on the same database and directories. */
    LogFixture start(PersistHook hook) {
        stop();
        lock = new LogLock(lockDirectory(), hook);
        log = new TransparencyLog(
                rows,
                events,
                lock,
                keyDirectory(),
                ORIGIN,
                Duration.ZERO,
                WINDOW,
                leaves,
                transactions,
                new Conservation(jdbc, rows, events),
                Clock.fixed(FIRST.plusSeconds(86_400), ZoneOffset.UTC),
                hook,
                work);
        return this;
    }

    /** A log that starts and takes its first step. */
    public LogFixture start() {
        start(PersistHook.NONE);
        log.step();
        return this;
    }

    /** Ends the process. */
    LogFixture stop() {
        if (lock != null) {
            lock.close();
            work.notary = null;
        }
        return this;
    }

    /** Notarises everything that is stored, and signs. */
    public LogFixture publish() {
        if (work.isRunning()) {
            work.take(events.head(), () -> {});
        }
        log.step();
        return this;
    }

    /** As {@link #publish}; what the notary finds it tells, as its thread does. */
    void publishOrTell() {
        try {
            publish();
        } catch (LogFaultException e) {
            work.told.accept(e);
            log.step();
        }
    }

    /** Stores events as the sequencer does; answers the last position. */
    public long append(List<?> history) {
        transactions.executeWithoutResult(status -> history.forEach(event -> append(event, Map.of())));
        return head;
    }

    /** Stores one event with metadata of its own. */
    void append(Object event, Map<String, String> metadata) {
        String stream = stream(event);
        long sequence = sequences.merge(stream, 1L, Long::sum) - 1;
        SortedMap<String, String> all = new TreeMap<>(metadata);
        all.putIfAbsent("actor", "u-" + head % 3);
        all.putIfAbsent("correlationId", uuid("command" + head));
        all.putIfAbsent("traceId", uuid("trace" + head));
        head++;
        jdbc.update(
                "INSERT INTO DomainEventEntry (globalIndex, timeStamp, aggregateIdentifier, sequenceNumber, type,"
                        + " eventIdentifier, payloadType, payloadRevision, payload, metaData)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                head,
                Instants.format(FIRST.plusSeconds(head - 1)),
                stream,
                sequence,
                event instanceof UnitDefined ? "Unit" : "Subject",
                uuid("event" + head),
                event.getClass().getName(),
                "1",
                JSON.writeValueAsBytes(event),
                JSON.writeValueAsBytes(all));
    }

    /** Fills up to a position with events that the database makes itself; only once. */
    void fill(long until) {
        jdbc.update(
                "INSERT INTO DomainEventEntry (globalIndex, timeStamp, aggregateIdentifier, sequenceNumber, type, eventIdentifier,"
                        + " payloadType, payloadRevision, payload, metaData) SELECT n, ?, 'subject:ju:s-' || n, 0, 'Subject',"
                        + " 'event-' || n, 'minglu.api.decision.DecisionMade', '1',"
                        + " convert_to('{\"act\":{\"unit\":\"ju\",\"occurredOn\":\"2021-01-01\"}}', 'UTF8'),"
                        + " convert_to('{}', 'UTF8') FROM generate_series(?, ?) n",
                Instants.format(FIRST.plusSeconds(head)),
                head + 1,
                until);
        head = until;
    }

    private static String uuid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String stream(Object event) {
        return event instanceof ActEvent act
                ? Identifiers.subjectStream(act.act().unit(), act.act().subject())
                : Identifiers.unitStream(((UnitDefined) event).unit());
    }

    /** What is stored up to a position. */
    List<StoredEvent> stored(long until) {
        List<StoredEvent> read = new ArrayList<>();
        events.read(0, until, read::add);
        return read;
    }

    /** Runs statements as nobody of the application may: triggers are off. */
    public void tamper(String... statements) {
        run(true, statements);
    }

    /** Runs statements as the owner of the tables, triggers on. */
    void asOwner(String... statements) {
        run(false, statements);
    }

    private void run(boolean disarmed, String... statements) {
        String trigger = disarmed ? " DISABLE TRIGGER USER" : " ENABLE TRIGGER USER";
        try (Connection owner = database.connect(Role.OWNER);
                Statement statement = owner.createStatement()) {
            for (String table : List.of(
                    "domainevententry", "log_hash", "log_tile", "log_checkpoint", "log_handed_out", "log_epoch")) {
                statement.execute("ALTER TABLE " + table + trigger);
            }
            for (String sql : statements) {
                statement.execute(sql);
            }
            // What PostgreSQL has counted others see now, and not when this session has ended.
            statement.execute("SELECT pg_stat_force_next_flush()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets the whole database back to a position, as the restore of an old backup does. */
    void restoreTo(long position) {
        long open = position - position % 256;
        byte[] hashes = rows.hashes(1, open, position);
        String recordedBefore = rows.start(1, open).recordedBefore();
        tamper(
                "DELETE FROM domainevententry WHERE globalindex > " + position,
                "DELETE FROM log_hash WHERE first_index >= " + open,
                "DELETE FROM log_tile WHERE (tile_index + 1) * 256 > " + position,
                "DELETE FROM log_handed_out WHERE size > " + position,
                "DELETE FROM log_checkpoint WHERE size > " + position);
        rows.addHashes(1, open, hashes, recordedBefore);
        head = position;
    }

    /** The last position. */
    public long head() {
        return head;
    }

    /** The last signed checkpoint, as it lies outside the database. */
    String locked() {
        return new LogLock(lockDirectory(), PersistHook.NONE).checkpoint().orElse(null);
    }

    Path lockDirectory() {
        return directory.resolve("log-lock");
    }

    /** The directory of the keys. */
    public Path keyDirectory() {
        return directory.resolve("keys");
    }

    /** The pool of the application's role. */
    public HikariDataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        stop();
        pool.close();
        database.drop();
    }
}
