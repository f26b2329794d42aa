package minglu.query.follow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The events that a projection could not take in. */
@Component
public class ParkedEvents {

    private final JdbcClient jdbc;

    /** The parked events in this database. */
    public ParkedEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A parked event.
     *
     * @param projection the projection that lacks it
     * @param position its position
     * @param event class name of the event
     * @param unit the unit whose figures lack it; null: unknown, it may be any
     * @param subject the subject, or null
     * @param id the act, or null
     * @param fromYear first year whose figures may lack it; null: unknown, it may be any
     * @param cause why, in one sentence
     * @param parkedAt since when
     * @param attempts how often it was tried again
     * @param triedAt when it was last tried again, or null
     */
    public record Letter(
            String projection,
            long position,
            String event,
            String unit,
            String subject,
            String id,
            Integer fromYear,
            String cause,
            Instant parkedAt,
            int attempts,
            Instant triedAt) {}

    /** Parks an event, within the caller's transaction. */
    public void park(String projection, long position, Parked parked) {
        Reach reach = Reach.of(parked.payload());
        jdbc.sql("INSERT INTO parked_event (projection, position, event, unit, subject, act, from_year, cause)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        projection,
                        position,
                        parked.type(),
                        reach.unit(),
                        reach.subject(),
                        reach.act(),
                        reach.fromYear(),
                        parked.cause())
                .update();
    }

    /** Forgets an event that was taken in, within the caller's transaction. */
    public void remove(String projection, long position) {
        jdbc.sql("DELETE FROM parked_event WHERE projection = ? AND position = ?")
                .params(projection, position)
                .update();
    }

    /** Keeps that an event was tried again in vain. */
    void triedInVain(String projection, long position, String cause) {
        jdbc.sql("UPDATE parked_event SET attempts = attempts + 1, tried_at = now(), cause = ?"
                        + " WHERE projection = ? AND position = ?")
                .params(cause, projection, position)
                .update();
    }

    /** How many are parked, an event counted once for each projection that lacks it. */
    public long count() {
        return jdbc.sql("SELECT count(*) FROM parked_event").query(Long.class).single();
    }

    /** One parked event, as long as it is parked. */
    Optional<Letter> find(String projection, long position) {
        return jdbc.sql("SELECT * FROM parked_event WHERE projection = ? AND position = ?")
                .params(projection, position)
                .query((row, number) -> letter(row))
                .optional();
    }

    /** The positions of the events that a projection lacks, up to a position. */
    public Set<Long> positions(String projection, long upTo) {
        return jdbc.sql("SELECT position FROM parked_event WHERE projection = :projection AND position <= :upTo")
                .param("projection", projection)
                .param("upTo", upTo)
                .query(Long.class)
                .set();
    }

    /** The next parked events, by position and then by projection. */
    public List<Letter> list(long afterPosition, String afterProjection, int limit) {
        return jdbc.sql("SELECT * FROM parked_event WHERE (position, projection) > (:position, :projection)"
                        + " ORDER BY position, projection LIMIT :limit")
                .param("position", afterPosition)
                .param("projection", afterProjection)
                .param("limit", limit)
                .query((row, number) -> letter(row))
                .list();
    }

    /**
     * The first parked events that the figures of some units may lack, by position.
     *
     * @param units as they recorded
     * @param year figures of this year
     * @param known last position that is taken into account
     * @param limit most events
     */
    public List<Letter> missing(Collection<String> units, int year, long known, int limit) {
        return jdbc.sql("SELECT * FROM parked_event WHERE position <= :known AND (unit IS NULL OR unit = ANY (:units))"
                        + " AND (from_year IS NULL OR from_year <= :year) ORDER BY position, projection LIMIT :limit")
                .param("known", known)
                .param("units", units.toArray(String[]::new))
                .param("year", year)
                .param("limit", limit)
                .query((row, number) -> letter(row))
                .list();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        Timestamp triedAt = row.getTimestamp("tried_at");
        return new Letter(
                row.getString("projection"),
                row.getLong("position"),
                row.getString("event"),
                row.getString("unit"),
                row.getString("subject"),
                row.getString("act"),
                row.getObject("from_year", Integer.class),
                row.getString("cause"),
                row.getTimestamp("parked_at").toInstant(),
                row.getInt("attempts"),
                triedAt == null ? null : triedAt.toInstant());
    }
}
