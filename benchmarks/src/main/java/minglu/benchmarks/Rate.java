package minglu.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work on the database from several threads for a while. */
final class Rate {

    private Rate() {}

    /** One piece of work; answers how much was done. */
    interface Work extends AutoCloseable {
        int doOnce() throws SQLException;

        @Override
        void close() throws SQLException;
    }

    /**
     * How much was done per second in each of some rounds, after a warm-up that does not count.
     *
     * @param clients threads, each with work of its own
     * @param rounds how many rounds
     * @param seconds how long each of them and the warm-up takes
     * @param works makes the work of one client
     */
    static Rounds perSecond(int clients, int rounds, int seconds, Callable<Work> works) {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long nanos = seconds * 1_000_000_000L;
            long counted = System.nanoTime() + nanos;
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> {
                    long[] done = new long[rounds];
                    try (Work work = works.call()) {
                        while (System.nanoTime() < counted + rounds * nanos) {
                            int once = work.doOnce();
                            long ended = System.nanoTime() - counted;
                            if (ended >= 0 && ended < rounds * nanos) {
                                done[(int) (ended / nanos)] += once;
                            }
                        }
                    }
                    return done;
                }));
            }
            long[] total = new long[rounds];
            for (Future<long[]> client : running) {
                long[] done = client.get();
                for (int round = 0; round < rounds; round++) {
                    total[round] += done[round];
                }
            }
            Rounds rates = new Rounds();
            for (long done : total) {
                rates.add(done / (double) seconds);
            }
            return rates;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
