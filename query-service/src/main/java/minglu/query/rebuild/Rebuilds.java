package minglu.query.rebuild;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.query.follow.Generations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Starts rebuilds and checks, one at a time across all nodes, and clears up after those that came to nothing. */
@Component
public class Rebuilds {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final int MOST_LOGGED = 10;
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);

    private final DataSource database;
    private final Generations generations;
    private final Builder builder;
    private final RebuildStore store;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "rebuild");
        worker.setDaemon(true);
        return worker;
    });

    Rebuilds(DataSource database, Generations generations, Builder builder, RebuildStore store) {
        this.database = database;
        this.generations = generations;
        this.builder = builder;
        this.store = store;
    }

    /**
     * Starts to build the read side anew; what it finds stands under the number returned.
     *
     * @throws RefusedException {@code wrong-state} while another one, or a check, is running
     */
    public RebuildView start() {
        BuildingLock lock = BuildingLock.take(database).orElseThrow(this::running);
        int generation;
        try {
            clear();
            generation = generations.begin("rebuild", builder.reached());
            thread.execute(() -> run(lock, generation, true));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        return find(generation);
    }

    private RefusedException running() {
        return new RefusedException(
                ProblemCode.WRONG_STATE,
                store.last(true)
                        .map(other -> other.purpose() + " " + other.rebuild() + " is running, at event "
                                + other.eventsDone() + " of " + other.eventsTotal())
                        .orElse("another rebuild is running"));
    }

    /** Compares the live rows with the events, unless a rebuild is running or another comparison ended within this time. */
    void check(Duration lately) {
        if (store.isComparedWithin(lately.toSeconds())) {
            return;
        }
        BuildingLock.take(database).ifPresent(lock -> {
            int generation;
            try {
                clear();
                generation = generations.begin("check", builder.reached());
            } catch (RuntimeException e) {
                lock.close();
                throw e;
            }
            run(lock, generation, false);
        });
    }

    private void run(BuildingLock lock, int generation, boolean replace) {
        try (lock) {
            int was = generations.live();
            int dropped = generation;
            try {
                Drift drift = builder.build(generation, replace);
                dropped = replace ? was : generation;
                report(drift, replace);
            } catch (RuntimeException e) {
                LOG.error("the read side could not be rebuilt; nothing has changed", e);
                noteFailure(generation, e);
            }
            // No other than these: if the lock was lost, somebody else may be building by now.
            if (!generations.drop(dropped)) {
                LOG.warn("generation {} is still read by somebody; it is taken away at the next start", dropped);
            }
        } catch (RuntimeException e) {
            LOG.warn("what is no longer read is taken away at the next start: {}", e.getMessage());
        }
    }

    private static void report(Drift drift, boolean replaced) {
        if (drift.rows() > 0) {
            LOG.error(
                    "the read side differed from the events in {} rows{}: {}",
                    drift.rows(),
                    replaced ? ", and was replaced" : "",
                    drift.differences().stream().limit(MOST_LOGGED).toList());
        }
    }

    private void noteFailure(int generation, RuntimeException cause) {
        try {
            boolean ours = cause instanceof IllegalStateException && cause.getMessage() != null;
            store.failed(
                    generation,
                    ours
                            ? cause.getMessage()
                            : "failed with " + cause.getClass().getSimpleName());
        } catch (RuntimeException e) {
            LOG.warn("why rebuild {} failed could not be noted: {}", generation, e.getMessage());
        }
    }

    /** Takes away what dead rebuilds left, unless one is running. */
    public void clearUp() {
        BuildingLock.take(database).ifPresent(lock -> {
            try (lock) {
                clear();
            }
        });
    }

    private void clear() {
        generations.left().forEach(generations::drop);
    }

    /**
     * A rebuild or check.
     *
     * @throws RefusedException {@code not-found}
     */
    public RebuildView find(int generation) {
        return store.find(generation)
                .orElseThrow(() -> new RefusedException(ProblemCode.NOT_FOUND, "there is no rebuild " + generation));
    }

    /** The one that is running, if any. */
    Optional<RebuildView> underWay() {
        return store.last(true);
    }

    /** The last one that compared all events, if any. */
    Optional<RebuildView> last() {
        return store.last(false);
    }

    /** In how many rows the live ones are known to differ from the events; 0 if that was never compared. */
    public long drift() {
        return store.drift();
    }

    /** Stops one that is running: it changes nothing. */
    @PreDestroy
    void stop() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(PATIENCE_AT_STOP.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("a rebuild did not stop; what was built is cleared up at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
