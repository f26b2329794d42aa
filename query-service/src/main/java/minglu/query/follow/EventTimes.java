package minglu.query.follow;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minglu.platform.database.CopyRows;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When events were recorded. Those that the store kept together have one time, and one row. */
@Component
public class EventTimes {

    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    /** The times in this database. */
    public EventTimes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
    }

    /**
     * Events beside each other that were recorded at one time.
     *
     * @param first position of the first of them
     * @param last position of the last of them
     * @param recordedAt the time
     */
    public record Stretch(long first, long last, Instant recordedAt) {

        Stretch notBefore(Instant time) {
            return recordedAt.isBefore(time) ? new Stretch(first, last, time) : this;
        }
    }

    /** The stretches of some events. */
    public static final class Stretches {

        private final List<Stretch> list = new ArrayList<>();

        /** Adds the next event, recorded no earlier than the one before it. */
        public void add(long position, Instant recordedAt) {
            add(new Stretch(position, position, recordedAt));
        }

        /** Adds the events that come next; where they say an earlier time, they have that of the one before. */
        public void addAll(Stretches next) {
            next.list.forEach(this::add);
        }

        private void add(Stretch next) {
            if (list.isEmpty()) {
                list.add(next);
                return;
            }
            Stretch before = list.get(list.size() - 1);
            Stretch clamped = next.notBefore(before.recordedAt());
            if (clamped.recordedAt().equals(before.recordedAt())) {
                list.set(list.size() - 1, new Stretch(before.first(), next.last(), before.recordedAt()));
            } else {
                list.add(clamped);
            }
        }

        /** The time of the last event; the epoch where there is none. */
        public Instant latest() {
            return list.isEmpty() ? Instant.EPOCH : list.get(list.size() - 1).recordedAt();
        }
    }

    /** Adds times to a generation, within the caller's transaction. */
    public void add(int generation, Stretches stretches) {
        CopyRows rows = new CopyRows(
                stretches.list.size(),
                Generations.table("event_time", generation),
                "position",
                "last",
                "recorded_at",
                "generation");
        stretches.list.forEach(stretch -> rows.row()
                .bigint(stretch.first())
                .bigint(stretch.last())
                .timestamp(stretch.recordedAt())
                .integer(generation));
        rows.write(jdbc);
    }

    /** The last position whose event was recorded by an instant. */
    long positionAt(Instant instant) {
        return client.sql(
                        """
                SELECT coalesce((SELECT position - 1 FROM event_time
                                  WHERE recorded_at > :instant ORDER BY recorded_at, position LIMIT 1),
                                (SELECT last FROM event_time ORDER BY position DESC LIMIT 1), 0)""")
                .param("instant", Timestamp.from(instant))
                .query(Long.class)
                .single();
    }

    /** When the event at a position was recorded; empty where the ledger has not reached it. */
    Optional<Instant> recordedAt(long position) {
        return client.sql(
                        "SELECT recorded_at FROM (SELECT last, recorded_at FROM event_time WHERE position <= :position"
                                + " ORDER BY position DESC LIMIT 1) t WHERE last >= :position")
                .param("position", position)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }
}
