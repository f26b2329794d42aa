package minglu.query.follow;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the projections have come. Read from the database, so that any node may ask. */
@Component
public class Progress {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final JdbcClient jdbc;
    private final ParkedEvents parked;
    private final WriteTurns turns;
    private final Duration patience;

    /** Waits ten seconds at most. */
    @Autowired
    public Progress(JdbcClient jdbc, ParkedEvents parked, WriteTurns turns) {
        this(jdbc, parked, turns, PATIENCE);
    }

    Progress(JdbcClient jdbc, ParkedEvents parked, WriteTurns turns, Duration patience) {
        this.jdbc = jdbc;
        this.parked = parked;
        this.turns = turns;
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
            LockSupport.parkNanos(PAUSE.toNanos());
            reached = reached(projections);
        }
        return reached;
    }

    /**
     * Writes the rows of a batch and how far the projection has come, within the caller's transaction. Events that were applied
     * before are left out, so that a token that stayed behind does no harm. An event that a {@link ParkingProjection} cannot take
     * in is parked, and the position advances past it. Where several nodes write, each with its own clock, an event is taken as
     * recorded no earlier than those before it (contract section 3: recordedAt never decreases).
     *
     * @throws IllegalStateException if an event between the position reached and the batch is missing, or if one cannot be read
     *     and the projection cannot do without it
     */
    public void apply(Projection projection, List<Followed> batch) {
        turns.besideOthers();
        long reached = reached(Set.of(projection.name()));
        List<Followed> fresh =
                batch.stream().filter(event -> event.position() > reached).toList();
        if (fresh.isEmpty()) {
            return;
        }
        long expected = reached + 1;
        Instant latest = reached == 0 ? Instant.EPOCH : time(projection);
        List<Followed> inOrder = new ArrayList<>(fresh.size());
        for (Followed event : fresh) {
            if (event.position() != expected) {
                throw new IllegalStateException("projection " + projection.name() + " reached position "
                        + (expected - 1) + " and was given the event at " + event.position());
            }
            Followed next = event.notBefore(latest);
            latest = next.recordedAt();
            inOrder.add(next);
            expected++;
        }
        projection.write(
                inOrder.stream().map(event -> examined(projection, event)).toList());
        jdbc.sql("INSERT INTO projection_time (projection, recorded_at) VALUES (:name, :time)"
                        + " ON CONFLICT (projection) DO UPDATE SET recorded_at = excluded.recorded_at")
                .param("name", projection.name())
                .param("time", Timestamp.from(latest))
                .update();
        jdbc.sql("INSERT INTO projection_position (projection, position) VALUES (:name, :position)"
                        + " ON CONFLICT (projection) DO UPDATE SET position = excluded.position")
                .param("name", projection.name())
                .param("position", expected - 1)
                .update();
    }

    private Instant time(Projection projection) {
        return jdbc.sql("SELECT recorded_at FROM projection_time WHERE projection = :name")
                .param("name", projection.name())
                .query((row, number) ->
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant())
                .optional()
                .orElse(Instant.EPOCH);
    }

    private Followed examined(Projection projection, Followed event) {
        if (!(projection instanceof ParkingProjection parking)) {
            if (event.payload() instanceof Parked unreadable) {
                throw new IllegalStateException("projection " + projection.name()
                        + " cannot do without the event at position " + event.position() + ": " + unreadable.cause());
            }
            return event;
        }
        return Examination.refusal(parking, event)
                .map(refusal -> {
                    parked.park(projection.name(), event.position(), refusal);
                    return new Followed(event.position(), event.recordedAt(), event.actor(), refusal);
                })
                .orElse(event);
    }
}
