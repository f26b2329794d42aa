package minglu.query.rebuild;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of rebuilds and checks: how far they have come and what they found. */
@Component
class RebuildStore {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};

    private final JdbcClient jdbc;

    RebuildStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many events there are to take in. */
    void total(int generation, long events) {
        jdbc.sql("UPDATE read_generation SET events_total = :events WHERE generation = :generation")
                .param("events", events)
                .param("generation", generation)
                .update();
    }

    /** How many events are taken in. */
    void progress(int generation, long events, long perSecond) {
        jdbc.sql(
                        "UPDATE read_generation SET events_done = :events, events_per_second = :rate WHERE generation = :generation")
                .param("events", events)
                .param("rate", perSecond)
                .param("generation", generation)
                .update();
    }

    /** What a comparison of all events came to. */
    void compared(int generation, String state, long events, long perSecond, Drift drift) {
        jdbc.sql(
                        "UPDATE read_generation SET state = :state, finished_at = now(), events_done = :events, events_total = :events,"
                                + " events_per_second = :rate, drift = :drift, differences = :differences WHERE generation = :generation")
                .param("state", state)
                .param("events", events)
                .param("rate", perSecond)
                .param("drift", drift.rows())
                .param("differences", JSON.writeValueAsString(drift.differences()))
                .param("generation", generation)
                .update();
    }

    /** Why it came to nothing. */
    void failed(int generation, String why) {
        jdbc.sql("UPDATE read_generation SET failure = :why WHERE generation = :generation")
                .param("why", why)
                .param("generation", generation)
                .update();
    }

    /** A rebuild or check, by its number. */
    Optional<RebuildView> find(int generation) {
        return jdbc.sql("SELECT * FROM read_generation WHERE generation = :generation AND purpose <> 'first'")
                .param("generation", generation)
                .query((row, number) -> view(row))
                .optional();
    }

    /** The last one that compared all events, and the one that is running; either may be missing. */
    Optional<RebuildView> last(boolean running) {
        return jdbc.sql("SELECT * FROM read_generation WHERE purpose <> 'first' AND "
                        + (running ? "state = 'building'" : "drift IS NOT NULL")
                        + " ORDER BY generation DESC LIMIT 1")
                .query((row, number) -> view(row))
                .optional();
    }

    /**
     * In how many rows the live ones are known to differ from the events: what the last comparison found, unless it also put the
     * rebuilt rows in their place.
     */
    long drift() {
        return jdbc.sql("SELECT CASE WHEN purpose = 'check' THEN drift ELSE 0 END FROM read_generation"
                        + " WHERE purpose <> 'first' AND drift IS NOT NULL ORDER BY generation DESC LIMIT 1")
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Whether a comparison ended within the last seconds, by the clock of the database. */
    boolean isComparedWithin(long seconds) {
        return jdbc.sql("SELECT count(*) FROM read_generation WHERE drift IS NOT NULL"
                                + " AND finished_at > now() - make_interval(secs => :seconds)")
                        .param("seconds", seconds)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static RebuildView view(ResultSet row) throws SQLException {
        String state = row.getString("state");
        Timestamp finished = row.getTimestamp("finished_at");
        String differences = row.getString("differences");
        return new RebuildView(
                row.getInt("generation"),
                row.getString("purpose"),
                switch (state) {
                    case "building" -> "running";
                    case "interrupted" -> "interrupted";
                    default -> "done";
                },
                row.getTimestamp("started_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getLong("events_done"),
                row.getLong("events_total"),
                row.getLong("events_per_second"),
                row.getObject("drift", Long.class),
                differences == null ? null : JSON.readValue(differences, DIFFERENCES),
                row.getString("failure"));
    }
}
