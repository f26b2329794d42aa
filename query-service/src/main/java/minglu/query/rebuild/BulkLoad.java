package minglu.query.rebuild;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import minglu.query.follow.EventHistory;
import minglu.query.follow.EventTimes.Stretches;
import minglu.query.follow.Followed;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the history from its beginning in parallel: a thread takes a stretch of positions, reads its events, and has them
 * written a block at a time.
 */
final class BulkLoad {

    private final EventHistory history;
    private final TransactionTemplate transactions;
    private final long block;
    private final long stretch;
    private final Consumer<List<Followed>> writer;
    private final int threads;
    private final AtomicLong done = new AtomicLong();

    /**
     * Nothing is read yet.
     *
     * @param block positions in one transaction
     * @param stretch positions that one thread takes at a time, whole blocks
     * @param threads how many of them
     * @param writer called within a transaction by several threads
     */
    BulkLoad(
            EventHistory history,
            TransactionTemplate transactions,
            long block,
            long stretch,
            int threads,
            Consumer<List<Followed>> writer) {
        this.history = history;
        this.transactions = transactions;
        this.block = block;
        this.stretch = stretch;
        this.threads = threads;
        this.writer = writer;
    }

    /**
     * Loads the events up to a position.
     *
     * @param every how often the number of events done is told
     * @return when they were recorded
     * @throws IllegalStateException if an event is missing, or the caller is interrupted
     */
    Stretches upTo(long target, Duration every, LongConsumer told) {
        List<Part> parts = LongStream.range(0, (target + stretch - 1) / stretch)
                .mapToObj(number -> new Part(number * stretch, Math.min(target, (number + 1) * stretch)))
                .toList();
        ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "rebuild-progress");
            thread.setDaemon(true);
            return thread;
        });
        teller.scheduleWithFixedDelay(
                () -> told.accept(done.get()), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        try {
            Parallel.run(threads, parts);
        } finally {
            // What it tells last must not come after what the caller tells.
            Parallel.end(teller);
        }
        Stretches times = new Stretches();
        parts.forEach(part -> times.addAll(part.times));
        return times;
    }

    /** The events after one position up to another. */
    private final class Part implements Runnable {

        private final long after;
        private final long upTo;
        private final Stretches times = new Stretches();

        Part(long after, long upTo) {
            this.after = after;
            this.upTo = upTo;
        }

        @Override
        public void run() {
            try (EventHistory.Reader reader = history.after(after)) {
                for (long position = after; position < upTo; position += block) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new IllegalStateException("stopped at position " + position);
                    }
                    List<Followed> batch = read(reader, position, Math.min(upTo, position + block));
                    transactions.executeWithoutResult(status -> writer.accept(batch));
                    done.addAndGet(batch.size());
                }
            }
        }

        private List<Followed> read(EventHistory.Reader reader, long from, long to) {
            List<Followed> batch = new ArrayList<>(Math.toIntExact(to - from));
            for (long position = from + 1; position <= to; position++) {
                Followed event = reader.next();
                if (event.position() != position) {
                    throw new IllegalStateException("after position " + (position - 1)
                            + " the event store gave the event at " + event.position());
                }
                times.add(event.position(), event.recordedAt());
                batch.add(event);
            }
            return batch;
        }
    }
}
