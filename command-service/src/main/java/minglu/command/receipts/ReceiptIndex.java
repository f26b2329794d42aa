package minglu.command.receipts;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minglu.command.sequencer.Receipt;
import minglu.command.sequencer.Slot;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code receipt_index}: rows are only ever added, in the order of positions. */
@Repository
class ReceiptIndex {

    private final JdbcTemplate jdbc;

    ReceiptIndex(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An event as the follower meets it.
     *
     * @param position in the whole history, from 1
     * @param place in its stream
     * @param time as its writer's clock gave it
     */
    record Met(long position, Slot place, Instant time) {}

    /**
     * Adds events, within the caller's transaction. Those that stand in the index already are left out.
     *
     * @param events in the order of positions
     * @throws IllegalStateException if an event between the end of the index and the events is missing
     */
    void add(List<Met> events) {
        Receipt last = last();
        long position = last.position();
        Instant time = last.recordedAt();
        List<Object[]> rows = new ArrayList<>();
        for (Met event : events) {
            if (event.position() <= last.position()) {
                continue;
            }
            if (event.position() != position + 1) {
                throw new IllegalStateException("the receipt index ends at position " + position
                        + " and was given the event at " + event.position());
            }
            position = event.position();
            time = event.time().isAfter(time) ? event.time() : time;
            rows.add(new Object[] {
                position, event.place().stream(), event.place().sequence(), Timestamp.from(time)
            });
        }
        jdbc.batchUpdate(
                "INSERT INTO receipt_index (position, stream, sequence, recorded_at) VALUES (?, ?, ?, ?)", rows);
    }

    /** The end of the index; position 0 while it is empty. */
    private Receipt last() {
        return JdbcClient.create(jdbc)
                .sql("SELECT position, recorded_at FROM receipt_index ORDER BY position DESC LIMIT 1")
                .query((row, number) -> new Receipt(
                        row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional()
                .orElse(new Receipt(0, Instant.EPOCH));
    }

    /** The receipts of those places that stand in the index. */
    Map<Slot, Receipt> find(Collection<Slot> places) {
        Map<Slot, Receipt> found = new HashMap<>();
        JdbcClient.create(jdbc)
                .sql(
                        """
                SELECT i.stream, i.sequence, i.position, i.recorded_at
                  FROM unnest(:streams, :sequences) AS wanted (stream, sequence)
                  JOIN receipt_index i ON i.stream = wanted.stream AND i.sequence = wanted.sequence""")
                .param("streams", places.stream().map(Slot::stream).toArray(String[]::new))
                .param("sequences", places.stream().map(Slot::sequence).toArray(Long[]::new))
                .query(row -> {
                    found.put(
                            new Slot(row.getString(1), row.getLong(2)),
                            new Receipt(
                                    row.getLong(3),
                                    row.getObject(4, OffsetDateTime.class).toInstant()));
                });
        return found;
    }
}
