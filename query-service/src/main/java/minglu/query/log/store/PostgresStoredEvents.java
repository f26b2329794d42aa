package minglu.query.log.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** The events in the table of the sequencer. */
public final class PostgresStoredEvents implements StoredEvents {

    private static final int CHUNK = 1_000;
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonMapper TREES = JsonMapper.builder().build();

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
        int column = 0;
        return new StoredEvent(
                row.getLong(++column),
                row.getString(++column),
                row.getString(++column),
                row.getString(++column),
                row.getLong(++column),
                row.getString(++column),
                row.getString(++column),
                Instant.parse(row.getString(++column)),
                row.getBytes(++column),
                metadata(row.getBytes(++column)));
    }

    /** Metadata hold texts only; another value is taken as its JSON, so that nothing can be left out of the leaf. */
    private static SortedMap<String, String> metadata(byte[] json) {
        SortedMap<String, String> metadata = new TreeMap<>();
        if (json == null) {
            return metadata;
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            JsonToken token = parser.nextToken();
            boolean plain = token == JsonToken.START_OBJECT;
            while (plain && (token = parser.nextToken()) == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                plain = parser.nextToken() == JsonToken.VALUE_STRING && metadata.put(name, parser.getString()) == null;
            }
            return plain && token == JsonToken.END_OBJECT && parser.nextToken() == null ? metadata : whole(json);
        }
    }

    private static SortedMap<String, String> whole(byte[] json) {
        SortedMap<String, String> metadata = new TreeMap<>();
        TREES.readTree(json)
                .forEachEntry(
                        (name, value) -> metadata.put(name, value.isString() ? value.stringValue() : value.toString()));
        return metadata;
    }

    @Override
    public Optional<Instant> latest(long after, long until) {
        return Optional.ofNullable(jdbc.queryForObject(
                        "SELECT max(timeStamp COLLATE \"C\") FROM DomainEventEntry WHERE globalIndex > ? AND globalIndex <= ?",
                        String.class,
                        after,
                        until))
                .map(Instant::parse);
    }

    @Override
    public long head() {
        return number("SELECT coalesce(max(globalIndex), 0) FROM DomainEventEntry");
    }

    @Override
    public long count(long after, long until) {
        return number("SELECT count(*) FROM DomainEventEntry WHERE globalIndex > ? AND globalIndex <= ?", after, until);
    }

    private long number(String sql, Object... parameters) {
        Long number = jdbc.queryForObject(sql, Long.class, parameters);
        return number == null ? 0 : number;
    }
}
