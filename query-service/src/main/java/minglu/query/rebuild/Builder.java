package minglu.query.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import minglu.query.follow.EventHistory;
import minglu.query.follow.EventTimes;
import minglu.query.follow.Examination;
import minglu.query.follow.Examined;
import minglu.query.follow.Followed;
import minglu.query.follow.Generations;
import minglu.query.follow.Parked;
import minglu.query.follow.ParkedEvents;
import minglu.query.follow.Progress;
import minglu.query.follow.Projection;
import minglu.query.follow.RebuiltProjection;
import minglu.query.follow.WriteTurns;
import minglu.query.ledger.PostingSums;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Builds a generation from the first event on, beside the projections, and puts it in the place of the live one. Readers never wait:
 * they read the live generation until the transaction that switches has committed. The projections wait for that transaction, which
 * takes in no more than the last few events.
 */
@Component
class Builder {

    /** Events in one transaction. */
    static final int BATCH = 2000;

    /** Events that may be left for the transaction that switches. */
    private static final int TAIL = 1000;

    /** Rounds after which it switches all the same, though events come in faster than they are taken in. */
    private static final int MOST_ROUNDS = 50;

    private static final Duration PROGRESS = Duration.ofMillis(500);

    private final List<RebuiltProjection<?>> projections;
    private final EventHistory history;
    private final Progress progress;
    private final Generations generations;
    private final Comparison comparison;
    private final ParkedEvents parked;
    private final WriteTurns turns;
    private final RebuildStore store;
    private final TransactionTemplate transactions;
    private final PostingSums sums;
    private final JdbcClient jdbc;

    Builder(
            List<RebuiltProjection<?>> projections,
            EventHistory history,
            Progress progress,
            Generations generations,
            Comparison comparison,
            ParkedEvents parked,
            WriteTurns turns,
            RebuildStore store,
            TransactionTemplate transactions,
            PostingSums sums,
            JdbcClient jdbc) {
        this.projections = projections;
        this.history = history;
        this.progress = progress;
        this.generations = generations;
        this.comparison = comparison;
        this.parked = parked;
        this.turns = turns;
        this.store = store;
        this.transactions = transactions;
        this.sums = sums;
        this.jdbc = jdbc;
    }

    /** The position up to which a generation can be compared. */
    long reached() {
        return progress.reached(projections.stream().map(Projection::name).collect(Collectors.toSet()));
    }

    /**
     * Builds a generation that has begun and compares it with the live one.
     *
     * @param replace whether it then takes the place of the live one
     * @return in what they differ
     * @throws IllegalStateException if it was taken away meanwhile, or the caller is interrupted; nothing has changed then
     */
    Drift build(int generation, boolean replace) {
        transactions.executeWithoutResult(status -> generations.hold(generation));
        int live = generations.live();
        Course course = new Course(generation);
        // A mere check has time.
        course.load(reached(), replace ? Parallel.allThreads() : 1);
        Drift drift = comparison.between(live, generation, 0, course.position);
        try (EventHistory.Reader reader = history.after(course.position)) {
            for (int round = 1; reached() - course.position > TAIL && round < MOST_ROUNDS; round++) {
                long compared = course.position;
                course.upTo(reached(), reader);
                drift = drift.plus(comparison.between(live, generation, compared, course.position));
            }
            if (!replace) {
                store.compared(generation, "checked", course.position, course.eventsPerSecond(), drift);
                return drift;
            }
            Drift before = drift;
            return transactions.execute(status -> {
                turns.alone();
                generations.hold(generation);
                long compared = course.position;
                course.finish(reader);
                // Now no event can be on its way, so that live rows beyond the last one are drift too.
                Drift all = before.plus(comparison.between(live, generation, compared, Long.MAX_VALUE));
                generations.switchTo(generation);
                store.compared(generation, "live", course.position, course.eventsPerSecond(), all);
                return all;
            });
        }
    }

    /** One pass over the events. */
    private final class Course {

        private final int generation;
        private final Map<String, Map<Long, Parked>> refused = new HashMap<>();
        private final long start = System.nanoTime();
        private Instant latest = Instant.EPOCH;
        private long position;

        Course(int generation) {
            this.generation = generation;
            projections.forEach(projection -> refused.put(projection.name(), new ConcurrentSkipListMap<>()));
        }

        long eventsPerSecond() {
            return position * 1_000_000_000L / Math.max(1, System.nanoTime() - start);
        }

        /** Loads the events up to a position, stretches of whole blocks at a time, and makes the indexes. */
        void load(long target, int threads) {
            store.total(generation, target);
            BulkLoad load =
                    new BulkLoad(history, transactions, 1L << sums.bits(0), 1L << sums.bits(1), threads, batch -> {
                        commitLazily();
                        projections.forEach(projection -> load(projection, batch));
                    });
            EventTimes.Stretches times =
                    load.upTo(target, PROGRESS, done -> store.progress(generation, done, rate(done)));
            latest = times.latest();
            position = target;
            transactions.executeWithoutResult(
                    status -> projections.forEach(projection -> projection.complete(generation, target, times)));
            Parallel.run(
                    threads,
                    projections.stream()
                            .flatMap(projection -> projection.kinds().stream())
                            .<Runnable>map(kind -> () -> generations.index(generation, kind))
                            .toList());
            store.progress(generation, position, eventsPerSecond());
        }

        /** Nobody reads it before the transaction that switches, and that one is durable with all before it. */
        private void commitLazily() {
            jdbc.sql("SET LOCAL synchronous_commit = off").update();
        }

        private long rate(long done) {
            return done * 1_000_000_000L / Math.max(1, System.nanoTime() - start);
        }

        void upTo(long target, EventHistory.Reader reader) {
            store.total(generation, target);
            while (position < target) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("stopped at position " + position);
                }
                List<Followed> batch = read(Math.min(target, position + BATCH), reader);
                transactions.executeWithoutResult(status -> {
                    generations.hold(generation);
                    commitLazily();
                    projections.forEach(projection -> write(projection, batch));
                    store.progress(generation, position, eventsPerSecond());
                });
            }
        }

        /** Takes in, alone, what each projection has taken in, and parks what each has to park. */
        void finish(EventHistory.Reader reader) {
            Map<String, Long> goals = new HashMap<>();
            projections.forEach(
                    projection -> goals.put(projection.name(), progress.reached(Set.of(projection.name()))));
            long last = goals.values().stream().mapToLong(Long::longValue).max().orElse(0);
            List<Followed> tail = position < last ? read(last, reader) : List.of();
            for (RebuiltProjection<?> projection : projections) {
                long goal = goals.get(projection.name());
                write(
                        projection,
                        tail.stream().filter(event -> event.position() <= goal).toList());
                park(projection, goal);
            }
        }

        private List<Followed> read(long target, EventHistory.Reader reader) {
            List<Followed> batch = new ArrayList<>();
            while (position < target) {
                Followed event = reader.next();
                if (event.position() != position + 1) {
                    throw new IllegalStateException(
                            "after position " + position + " the event store gave the event at " + event.position());
                }
                Followed next = event.notBefore(latest);
                latest = next.recordedAt();
                position = next.position();
                batch.add(next);
            }
            return batch;
        }

        private <R> void write(RebuiltProjection<R> projection, List<Followed> batch) {
            if (!batch.isEmpty()) {
                projection.write(generation, examined(projection, batch));
            }
        }

        private <R> void load(RebuiltProjection<R> projection, List<Followed> batch) {
            projection.load(generation, examined(projection, batch));
        }

        private <R> List<Examined<R>> examined(RebuiltProjection<R> projection, List<Followed> batch) {
            List<Examined<R>> examined = new ArrayList<>(batch.size());
            for (Followed event : batch) {
                Examined<R> seen = Examination.of(projection, event);
                if (seen.isRefused()) {
                    refused.get(projection.name()).put(event.position(), seen.refusal());
                }
                examined.add(seen);
            }
            return examined;
        }

        /** What was parked and could be taken in is so no more; what could not be is. */
        private void park(RebuiltProjection<?> projection, long goal) {
            Map<Long, Parked> now = refused.get(projection.name());
            Set<Long> was = parked.positions(projection.name(), goal);
            was.stream()
                    .filter(position -> !now.containsKey(position))
                    .forEach(position -> parked.remove(projection.name(), position));
            now.forEach((at, refusal) -> {
                if (!was.contains(at)) {
                    parkOrTake(projection, at, refusal);
                }
            });
        }

        private <R> void parkOrTake(RebuiltProjection<R> projection, long at, Parked refusal) {
            // It may have been taken in by a retry after it was refused here.
            try (EventHistory.Reader again = history.after(at - 1)) {
                Examined<R> event = Examination.of(projection, again.next());
                if (event.isRefused()) {
                    parked.park(projection.name(), at, refusal);
                } else {
                    projection.writeParked(generation, event);
                }
            }
        }
    }
}
