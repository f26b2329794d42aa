package minglu.query.log.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events in the table of the sequencer. */
public final class PostgresStoredEvents implements StoredEvents {

    private static final int CHUNK = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcTemplate jdbc;

    /** The events in this database. */
    public PostgresStoredEvents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void read(long after, long until, Consumer<StoredEvent> reader) {
        for (long from = after; from < until; from += CHUNK) {
            jdbc.query(
                    "SELECT globalIndex, eventIdentifier, aggregateIdentifier, type, sequenceNumber, payloadType,"
                            + " payloadRevision, timeStamp, payload, metaData FROM DomainEventEntry"
                            + " WHERE globalIndex > ? AND globalIndex <= ? ORDER BY globalIndex",
                    row -> {
                        reader.accept(event(row));
                    },
                    from,
                    Math.min(from + CHUNK, until));
        }
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong("globalIndex"),
                row.getString("eventIdentifier"),
                row.getString("aggregateIdentifier"),
                row.getString("type"),
                row.getLong("sequenceNumber"),
                row.getString("payloadType"),
                row.getString("payloadRevision"),
                Instant.parse(row.getString("timeStamp")),
                row.getBytes("payload"),
                metadata(row.getBytes("metaData")));
    }

    /** Metadata hold texts only; another value is taken as its JSON, so that nothing can be left out of the leaf. */
    private static SortedMap<String, String> metadata(byte[] json) {
        SortedMap<String, String> metadata = new TreeMap<>();
        if (json != null) {
            JSON.readTree(json).forEachEntry((name, value) -> metadata.put(name, text(value)));
        }
        return metadata;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    @Override
    public long head() {
        return number("SELECT coalesce(max(globalIndex), 0) FROM DomainEventEntry");
    }

    @Override
    public long count(long until) {
        return number("SELECT count(*) FROM DomainEventEntry WHERE globalIndex <= ?", until);
    }

    private long number(String sql, Object... parameters) {
        Long number = jdbc.queryForObject(sql, Long.class, parameters);
        return number == null ? 0 : number;
    }
}
