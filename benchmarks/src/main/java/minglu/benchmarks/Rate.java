package minglu.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work from several clients for a while. */
final class Rate {

    private static final int WARM_UP_SECONDS = 3;

    private Rate() {}

    /** One piece of work; answers how much was done. */
    interface Work {
        int doOnce() throws Exception;
    }

    /**
     * How much was done per second, after a short warm-up that does not count.
     *
     * @param clients threads, each with work of its own
     * @param seconds how long it counts
     * @param works makes the work of one client
     */
    static long perSecond(int clients, int seconds, Callable<Work> works) {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long counted = System.nanoTime() + WARM_UP_SECONDS * 1_000_000_000L;
            long end = counted + seconds * 1_000_000_000L;
            List<Future<Long>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                Work work = works.call();
                running.add(threads.submit(() -> {
                    long done = 0;
                    for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                        int once = work.doOnce();
                        done += now >= counted ? once : 0;
                    }
                    return done;
                }));
            }
            long total = 0;
            for (Future<Long> client : running) {
                total += client.get();
            }
            return total / seconds;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed: " + e.getCause(), e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException("the clients could not be started", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
