package minglu.command.sequencer;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import minglu.platform.database.CopyRows;
import minglu.platform.database.DatabaseAccess;

/**
 * The writer's own connection and its statements. Not from the pool: its session settings are the writer's, and no reader can
 * keep the writer waiting. Everything runs in transactions that the caller ends.
 */
final class WriterConnection implements AutoCloseable {

    /** By this name the writer is seen in {@code pg_stat_activity}. */
    static final String APPLICATION_NAME = "minglu-sequencer";

    /** By this name a process that waits for ownership is seen there. */
    static final String CANDIDATE = "minglu-candidate";

    private static final String ROW = "epoch, position, recorded_at, owner, beat";

    /** From so many events on COPY is faster than an INSERT. */
    private static final int COPIED = 10;

    private final Connection connection;

    private WriterConnection(Connection connection) {
        this.connection = connection;
    }

    static WriterConnection open(DatabaseAccess database, SequencerSettings settings) throws SQLException {
        return open(database, settings, APPLICATION_NAME);
    }

    static WriterConnection open(DatabaseAccess database, SequencerSettings settings, String applicationName)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty(
                "socketTimeout",
                Long.toString(Math.max(1, settings.socketSilence().toSeconds())));
        // Messages of the server must not carry the values of rows.
        properties.setProperty("logServerErrorDetail", "false");
        Connection connection = DriverManager.getConnection(database.url(), properties);
        try {
            prepare(connection, settings, applicationName);
            return new WriterConnection(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void prepare(Connection connection, SequencerSettings settings, String applicationName)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // An address may name another application; the writer is found by this one.
            statement.execute("set application_name = '" + applicationName + "'");
            // A writer that is paused in a transaction holds the fence row; this frees it for whoever takes over.
            statement.execute("set idle_in_transaction_session_timeout = "
                    + settings.transactionIdle().toMillis());
            // An acknowledged event is on disk. Stronger settings, such as those for standby servers, are kept.
            statement.execute("select set_config('synchronous_commit', 'on', false)"
                    + " where current_setting('synchronous_commit') = 'off'");
            // All statements look up a few rows by key. A plan made while the table was small would scan it for ever.
            statement.execute("set enable_seqscan = off");
            statement.execute("set enable_hashjoin = off");
            statement.execute("set enable_mergejoin = off");
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
    }

    /** Takes ownership from whomever; waits for a transaction of the former owner that has updated the row. */
    Standing raiseEpoch(String owner) throws SQLException {
        String sql = "update sequencer set epoch = epoch + 1, owner = ? returning " + ROW;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, owner);
            return standing(statement).orElseThrow(WriterConnection::noRow);
        }
    }

    /**
     * Takes ownership if the row still stands as it was seen; waits for a transaction of the owner that has updated it.
     *
     * @return empty if the row has moved: its owner lives, or another process was faster
     */
    Optional<Standing> raiseEpoch(String owner, Standing seen) throws SQLException {
        String sql = "update sequencer set epoch = epoch + 1, owner = ?"
                + " where epoch = ? and position = ? and beat = ? and owner is not distinct from ? returning " + ROW;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, owner);
            statement.setLong(2, seen.epoch());
            statement.setLong(3, seen.position());
            statement.setLong(4, seen.beat());
            statement.setString(5, seen.owner());
            return standing(statement);
        }
    }

    /** Keeps for good which process owns the events after a position. */
    void keepTakeOver(Standing standing) throws SQLException {
        String sql = "insert into sequencer_epoch (epoch, owner, after_position, taken_at) values (?, ?, ?, now())";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, standing.epoch());
            statement.setString(2, standing.owner());
            statement.setLong(3, standing.position());
            statement.executeUpdate();
        }
    }

    /** Shows that the owner lives; false if the owner or the end is not what the writer believes. */
    boolean beat(long epoch, long position) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A sign of life need not reach the disk.
            statement.execute("set local synchronous_commit = off");
        }
        try (PreparedStatement statement =
                connection.prepareStatement("update sequencer set beat = beat + 1 where epoch = ? and position = ?")) {
            statement.setLong(1, epoch);
            statement.setLong(2, position);
            return statement.executeUpdate() == 1;
        }
    }

    /** Gives ownership up, so that nobody has to wait for the silence. */
    void release(long epoch) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update sequencer set owner = null where epoch = ?")) {
            statement.setLong(1, epoch);
            statement.executeUpdate();
        }
    }

    /** The row as it is once no transaction that has updated it is open any more. */
    Standing settledStanding() throws SQLException {
        return standing("select " + ROW + " from sequencer for update");
    }

    /** The row as it is committed now. */
    Standing presentStanding() throws SQLException {
        return standing("select " + ROW + " from sequencer");
    }

    private Standing standing(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return standing(statement).orElseThrow(WriterConnection::noRow);
        }
    }

    private static Optional<Standing> standing(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Standing(
                            row.getLong(1),
                            row.getLong(2),
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            row.getString(4),
                            row.getLong(5)))
                    : Optional.empty();
        }
    }

    private static IllegalStateException noRow() {
        return new IllegalStateException("The table sequencer has no row: the migrations were not applied.");
    }

    /** Highest position stored, 0 for none. */
    long lastPosition() throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select coalesce(max(globalIndex), 0) from DomainEventEntry");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Which of the places that these events want are taken. */
    Set<Slot> taken(List<NewEvent> events) throws SQLException {
        String sql =
                """
                select stored.aggregateIdentifier, stored.sequenceNumber
                from unnest(?::varchar[], ?::bigint[]) as wanted (stream, sequence)
                join DomainEventEntry stored
                  on stored.aggregateIdentifier = wanted.stream and stored.sequenceNumber = wanted.sequence
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, texts(events, event -> event.slot().stream()));
            statement.setArray(2, sequences(events));
            Set<Slot> taken = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taken.add(new Slot(rows.getString(1), rows.getLong(2)));
                }
            }
            return taken;
        }
    }

    /** The fence: moves the end of the history; false if the owner or the end is not what the writer believes. */
    boolean advance(long epoch, long from, long to, Instant recordedAt) throws SQLException {
        String sql = "update sequencer set position = ?, recorded_at = ? where epoch = ? and position = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, to);
            statement.setObject(2, recordedAt.atOffset(ZoneOffset.UTC));
            statement.setLong(3, epoch);
            statement.setLong(4, from);
            return statement.executeUpdate() == 1;
        }
    }

    /** Inserts the events at consecutive positions: few of them by a statement that is planned once, many by COPY. */
    void insert(List<NewEvent> events, long firstPosition, Instant recordedAt) throws SQLException {
        if (events.size() >= COPIED) {
            copy(events, firstPosition, recordedAt);
        } else {
            insertFew(events, firstPosition, recordedAt);
        }
    }

    private void copy(List<NewEvent> events, long firstPosition, Instant recordedAt) throws SQLException {
        CopyRows rows = new CopyRows(
                2 * events.size(),
                "DomainEventEntry",
                "globalIndex",
                "timeStamp",
                "aggregateIdentifier",
                "sequenceNumber",
                "type",
                "eventIdentifier",
                "payloadType",
                "payloadRevision",
                "payload",
                "metaData");
        String time = RecordedTime.text(recordedAt);
        long position = firstPosition;
        for (NewEvent event : events) {
            rows.row()
                    .bigint(position++)
                    .text(time)
                    .text(event.slot().stream())
                    .bigint(event.slot().sequence())
                    .text(event.type())
                    .text(event.identifier())
                    .text(event.payloadType())
                    .text(event.payloadRevision())
                    .bytea(event.payload())
                    .bytea(event.metaData());
        }
        rows.write(connection);
    }

    private void insertFew(List<NewEvent> events, long firstPosition, Instant recordedAt) throws SQLException {
        String sql =
                """
                insert into DomainEventEntry (globalIndex, timeStamp, aggregateIdentifier, sequenceNumber, type,
                    eventIdentifier, payloadType, payloadRevision, payload, metaData)
                select ? + fresh.place - 1, ?, fresh.stream, fresh.sequence, fresh.type,
                    fresh.identifier, fresh.payload_type, fresh.revision, fresh.payload, fresh.metadata
                from unnest(?::varchar[], ?::bigint[], ?::varchar[], ?::varchar[], ?::varchar[], ?::varchar[],
                    ?::bytea[], ?::bytea[]) with ordinality
                    as fresh (stream, sequence, type, identifier, payload_type, revision, payload, metadata, place)
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, firstPosition);
            statement.setString(2, RecordedTime.text(recordedAt));
            statement.setArray(3, texts(events, event -> event.slot().stream()));
            statement.setArray(4, sequences(events));
            statement.setArray(5, texts(events, NewEvent::type));
            statement.setArray(6, texts(events, NewEvent::identifier));
            statement.setArray(7, texts(events, NewEvent::payloadType));
            statement.setArray(8, texts(events, NewEvent::payloadRevision));
            statement.setArray(9, bytes(events, NewEvent::payload));
            statement.setArray(10, bytes(events, NewEvent::metaData));
            statement.executeUpdate();
        }
    }

    /** Positions of the events that stand at these consecutive positions, by event identifier. */
    Map<String, Long> identifiers(long firstPosition, int count) throws SQLException {
        String sql = "select eventIdentifier, globalIndex from DomainEventEntry where globalIndex between ? and ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, firstPosition);
            statement.setLong(2, firstPosition + count - 1);
            Map<String, Long> positions = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    positions.put(rows.getString(1), rows.getLong(2));
                }
            }
            return positions;
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /** Breaks the connection from another thread. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException("The sequencer's connection cannot be broken off.", e);
        }
    }

    /** Closes quietly: a connection that is being replaced is often broken already. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Closed or broken, it is of no further use.
        }
    }

    private Array texts(List<NewEvent> events, Function<NewEvent, String> field) throws SQLException {
        return connection.createArrayOf("varchar", events.stream().map(field).toArray());
    }

    private Array sequences(List<NewEvent> events) throws SQLException {
        return connection.createArrayOf(
                "bigint", events.stream().map(event -> event.slot().sequence()).toArray());
    }

    private Array bytes(List<NewEvent> events, Function<NewEvent, byte[]> field) throws SQLException {
        return connection.createArrayOf("bytea", events.stream().map(field).toArray(byte[][]::new));
    }
}
