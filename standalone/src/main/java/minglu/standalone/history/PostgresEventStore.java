package minglu.standalone.history;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import minglu.platform.database.DatabaseAccess;
import minglu.platform.database.Migrations;

/** The events in PostgreSQL, as the sequencer keeps them. */
final class PostgresEventStore implements EventStore {

    private static final int BATCH = 1_000;

    /** Longer than a living owner lets the fence row stand still. */
    private static final Duration SILENCE = Duration.ofSeconds(6);

    private static final String NO_SUCH_TABLE = "42P01";
    private static final DateTimeFormatter SIX_DECIMALS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final String name;
    private final DatabaseAccess owner;
    private final DatabaseAccess application;
    private final AutoCloseable server;

    /**
     * @param name for people
     * @param owner may create tables
     * @param application may read and append
     * @param server closed together with this store
     */
    PostgresEventStore(String name, DatabaseAccess owner, DatabaseAccess application, AutoCloseable server) {
        this.name = name;
        this.owner = owner;
        this.application = application;
        this.server = server;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long read(Consumer<StoredEvent> each) {
        String sql = "select globalIndex, aggregateIdentifier, sequenceNumber, type, eventIdentifier, payloadType,"
                + " payloadRevision, timeStamp, payload, metaData from DomainEventEntry order by globalIndex";
        try (Connection connection = connect()) {
            // One snapshot: what is recorded meanwhile is not part of it.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            long count = 0;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setFetchSize(BATCH);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        StoredEvent event = event(rows);
                        count++;
                        if (event.position() != count) {
                            throw new HistoryRefusedException(
                                    "事件有缺失 / The history in " + name + " has no event at position " + count + ".");
                        }
                        each.accept(event);
                    }
                }
            }
            connection.rollback();
            return count;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        byte[] metaData = row.getBytes("metaData");
        return new StoredEvent(
                row.getLong("globalIndex"),
                row.getString("aggregateIdentifier"),
                row.getLong("sequenceNumber"),
                row.getString("type"),
                row.getString("eventIdentifier"),
                row.getString("payloadType"),
                row.getString("payloadRevision"),
                Instant.parse(row.getString("timeStamp")),
                row.getBytes("payload"),
                metaData == null ? new byte[0] : metaData);
    }

    /** Creates the tables in an empty database. */
    @Override
    public void requireEmpty() {
        Migrations.migrate(owner, application);
        try (Connection connection = connect()) {
            requireEmpty(connection);
            requireNoOwner(connection);
            connection.rollback();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void requireEmpty(Connection connection) throws SQLException {
        long events = number(connection, "select count(*) from (select from DomainEventEntry limit 1) found");
        long position = number(connection, "select position from sequencer");
        long followed = number(connection, "select count(*) from projection_position where position > 0");
        if (events > 0 || position > 0 || followed > 0) {
            throw new HistoryRefusedException("目标不为空 / " + name
                    + " is not empty: a history is imported into an empty store only. Nothing was written.");
        }
        long otherKind = number(connection, "select count(*) from event_store where kind <> 'postgresql'");
        if (otherKind > 0) {
            throw new HistoryRefusedException("目标属于 Axon Server 安装 / " + name
                    + " belongs to an installation that keeps its events in Axon Server: name that with --axonserver.");
        }
    }

    /** An owner that is named but dead does no harm; one that lives would go on at its own position. */
    private void requireNoOwner(Connection connection) throws SQLException {
        Owner before = owner(connection);
        if (before.name() == null) {
            return;
        }
        connection.rollback();
        long end = System.nanoTime() + SILENCE.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        Owner after = owner(connection);
        if (after.name() != null && !after.equals(before)) {
            throw new HistoryRefusedException("服务正在运行 / A server (" + after.name() + ") runs on " + name
                    + ": stop it before a history is imported. Nothing was written.");
        }
    }

    /** Who owns the sequencer, and by what it shows life. */
    private record Owner(String name, long epoch, long beat) {}

    private static Owner owner(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select owner, epoch, beat from sequencer")) {
            row.next();
            return new Owner(row.getString(1), row.getLong(2), row.getLong(3));
        }
    }

    /** All events in one transaction, which holds the sequencer's row: nobody writes beside it. */
    @Override
    public void write(EventFile.Feed events) {
        try (Connection connection = connect()) {
            long epoch = number(connection, "update sequencer set epoch = epoch + 1, owner = null returning epoch");
            requireEmpty(connection);
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into DomainEventEntry (globalIndex, aggregateIdentifier, sequenceNumber, type,"
                            + " eventIdentifier, payloadType, payloadRevision, timeStamp, payload, metaData)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                Inserter inserter = new Inserter(insert);
                events.into(inserter);
                inserter.flush();
                finish(connection, epoch, inserter);
            }
            requireWholeStreams(connection);
            connection.commit();
        } catch (BatchFailedException e) {
            throw failure(e.getCause());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static void finish(Connection connection, long epoch, Inserter inserter) throws SQLException {
        try (PreparedStatement end =
                connection.prepareStatement("update sequencer set position = ?, recorded_at = ? where epoch = ?")) {
            end.setLong(1, inserter.count);
            end.setObject(2, OffsetDateTime.ofInstant(inserter.latest, ZoneOffset.UTC));
            end.setLong(3, epoch);
            end.executeUpdate();
        }
        try (PreparedStatement takeOver = connection.prepareStatement(
                "insert into sequencer_epoch (epoch, owner, after_position, taken_at) values (?, 'import-events', 0, now())")) {
            takeOver.setLong(1, epoch);
            takeOver.executeUpdate();
        }
        try (Statement kind = connection.createStatement()) {
            kind.executeUpdate("insert into event_store (kind) values ('postgresql') on conflict do nothing");
        }
    }

    private void requireWholeStreams(Connection connection) throws SQLException {
        String sql = "select aggregateIdentifier from DomainEventEntry group by aggregateIdentifier"
                + " having min(sequenceNumber) <> 0 or max(sequenceNumber) <> count(*) - 1 limit 1";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (row.next()) {
                throw new HistoryRefusedException("事件流不完整 / The stream " + row.getString(1)
                        + " of the file has sequence numbers with a gap. Nothing was written.");
            }
        }
    }

    private Connection connect() throws SQLException {
        Connection connection =
                DriverManager.getConnection(application.url(), application.user(), application.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private RuntimeException failure(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.equals(NO_SUCH_TABLE)) {
            return new HistoryRefusedException(
                    "没有历史 / " + name + " holds no history: Minglu was never started on it.", e);
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new StoreUnreachableException("数据库无法连接 / " + name + " cannot be reached: " + e.getMessage(), e);
        }
        return new HistoryRefusedException(
                "数据库拒绝 / " + name + " refuses (SQL state " + state + "): " + e.getMessage() + ". Nothing was written.",
                e);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(name + " could not be closed", e);
        }
    }

    /** A batch failed while events were fed in. */
    private static final class BatchFailedException extends RuntimeException {

        private final SQLException cause;

        BatchFailedException(SQLException cause) {
            super(cause);
            this.cause = cause;
        }

        @Override
        public synchronized SQLException getCause() {
            return cause;
        }
    }

    /** Writes events in batches. */
    private static final class Inserter implements Consumer<StoredEvent> {

        private final PreparedStatement insert;
        private long count;
        private Instant latest = Instant.EPOCH;

        Inserter(PreparedStatement insert) {
            this.insert = insert;
        }

        @Override
        public void accept(StoredEvent event) {
            try {
                insert.setLong(1, event.position());
                insert.setString(2, event.stream());
                insert.setLong(3, event.sequence());
                insert.setString(4, event.aggregateType());
                insert.setString(5, event.identifier());
                insert.setString(6, event.payloadType());
                insert.setString(7, event.payloadRevision());
                insert.setString(8, SIX_DECIMALS.format(event.recordedAt()));
                insert.setBytes(9, event.payload());
                insert.setBytes(10, event.metaData());
                insert.addBatch();
                count++;
                latest = event.recordedAt().isAfter(latest) ? event.recordedAt() : latest;
                if (count % BATCH == 0) {
                    flush();
                }
            } catch (SQLException e) {
                throw new BatchFailedException(e);
            }
        }

        void flush() throws SQLException {
            insert.executeBatch();
        }
    }
}
