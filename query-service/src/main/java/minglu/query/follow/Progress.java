package minglu.query.follow;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the projections have come. Read from the database, so that any node may ask. */
@Component
public class Progress {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final ParkedEvents parked;
    private final WriteTurns turns;
    private final Generations generations;
    private final FeedPace pace;
    private final Duration patience;

    /** Waits ten seconds at most. */
    @Autowired
    public Progress(JdbcClient jdbc, ParkedEvents parked, WriteTurns turns, Generations generations, FeedPace pace) {
        this(jdbc, parked, turns, generations, pace, PATIENCE);
    }

    Progress(
            JdbcClient jdbc,
            ParkedEvents parked,
            WriteTurns turns,
            Generations generations,
            FeedPace pace,
            Duration patience) {
        this.jdbc = jdbc;
        this.parked = parked;
        this.turns = turns;
        this.generations = generations;
        this.pace = pace;
        this.patience = patience;
    }

    /** The position that all these projections have reached; 0 while one of them has not begun. */
    public long reached(Set<String> projections) {
        List<Long> positions = jdbc.sql("SELECT position FROM projection_position WHERE projection IN (:names)")
                .param("names", projections)
                .query(Long.class)
                .list();
        return positions.size() < projections.size()
                ? 0
                : positions.stream().mapToLong(Long::longValue).min().orElse(0);
    }

    /**
     * Waits until all these projections have reached a position.
     *
     * @return the position reached, at least the one asked for
     * @throws RefusedException {@code not-caught-up} after ten seconds
     */
    public long await(Set<String> projections, long position) {
        long start = System.nanoTime();
        long reached = reached(projections);
        while (reached < position) {
            if (System.nanoTime() - start > patience.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                throw new RefusedException(
                        ProblemCode.NOT_CAUGHT_UP,
                        "position " + position + " is asked for and " + reached + " is reached; try again soon");
            }
            pace.await(position);
            reached = reached(projections);
        }
        return reached;
    }

    /** How far a projection has come. */
    private record Standing(long position, Instant time) {

        static final Standing BEFORE_ALL = new Standing(0, Instant.EPOCH);
    }

    /**
     * Writes the rows of a batch and how far the projections have come, within the caller's transaction. Events that one of them has
     * applied before are left out for it, so that a token that stayed behind does no harm. An event that a projection cannot take in
     * is parked, and the position advances past it. Where several nodes write, each with its own clock, an event is taken as
     * recorded no earlier than those before it (contract section 3: recordedAt never decreases).
     *
     * @throws IllegalStateException if an event between the position reached and the batch is missing
     */
    public void apply(Collection<? extends Projection<?>> projections, List<Followed> batch) {
        turns.besideOthers();
        Map<String, Standing> standings = standings(projections);
        int generation = generations.live();
        // Normally all stand at one place.
        Map<Standing, List<Followed>> fresh = new HashMap<>();
        Map<String, Standing> advanced = new HashMap<>();
        for (Projection<?> projection : projections) {
            Standing standing = standings.getOrDefault(projection.name(), Standing.BEFORE_ALL);
            List<Followed> events = fresh.computeIfAbsent(standing, at -> after(projection.name(), at, batch));
            if (!events.isEmpty()) {
                write(projection, generation, events);
                Followed last = events.get(events.size() - 1);
                advanced.put(projection.name(), new Standing(last.position(), last.recordedAt()));
            }
        }
        if (!advanced.isEmpty()) {
            keep(advanced);
        }
    }

    private Map<String, Standing> standings(Collection<? extends Projection<?>> projections) {
        Map<String, Standing> standings = new HashMap<>();
        jdbc.sql(
                        "SELECT p.projection, p.position, t.recorded_at FROM projection_position p"
                                + " LEFT JOIN projection_time t ON t.projection = p.projection WHERE p.projection = ANY (:names)")
                .param("names", projections.stream().map(Projection::name).toArray(String[]::new))
                .query(row -> {
                    OffsetDateTime time = row.getObject("recorded_at", OffsetDateTime.class);
                    standings.put(
                            row.getString("projection"),
                            new Standing(row.getLong("position"), time == null ? Instant.EPOCH : time.toInstant()));
                });
        return standings;
    }

    private static List<Followed> after(String projection, Standing standing, List<Followed> batch) {
        long expected = standing.position() + 1;
        Instant latest = standing.time();
        List<Followed> inOrder = new ArrayList<>(batch.size());
        for (Followed event : batch) {
            if (event.position() > standing.position()) {
                if (event.position() != expected) {
                    throw new IllegalStateException("projection " + projection + " reached position " + (expected - 1)
                            + " and was given the event at " + event.position());
                }
                Followed next = event.notBefore(latest);
                latest = next.recordedAt();
                inOrder.add(next);
                expected++;
            }
        }
        return inOrder;
    }

    private <R> void write(Projection<R> projection, int generation, List<Followed> events) {
        List<Examined<R>> examined = new ArrayList<>(events.size());
        for (Followed event : events) {
            Examined<R> seen = Examination.of(projection, event);
            if (seen.isRefused()) {
                parked.park(projection.name(), event.position(), seen.refusal());
            }
            examined.add(seen);
        }
        projection.write(generation, examined);
    }

    private void keep(Map<String, Standing> advanced) {
        List<Map.Entry<String, Standing>> rows = List.copyOf(advanced.entrySet());
        jdbc.sql(
                        """
                WITH advanced AS (
                    SELECT * FROM unnest(:names, :positions, :times) AS t (projection, position, recorded_at)),
                times AS (
                    INSERT INTO projection_time (projection, recorded_at) SELECT projection, recorded_at FROM advanced
                        ON CONFLICT (projection) DO UPDATE SET recorded_at = excluded.recorded_at)
                INSERT INTO projection_position (projection, position) SELECT projection, position FROM advanced
                    ON CONFLICT (projection) DO UPDATE SET position = excluded.position""")
                .param("names", rows.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param(
                        "positions",
                        rows.stream().map(row -> row.getValue().position()).toArray(Long[]::new))
                .param(
                        "times",
                        rows.stream()
                                .map(row -> Timestamp.from(row.getValue().time()))
                                .toArray(Timestamp[]::new))
                .update();
    }
}
