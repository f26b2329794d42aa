package minglu.query.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Tasks that run beside each other. */
final class Parallel {

    private static final int MOST_THREADS = 4;

    private Parallel() {}

    /** As many threads as are worth it on this machine. */
    static int allThreads() {
        return Math.max(1, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Runs tasks until all are done or one has failed; when it returns, none is running.
     *
     * @throws IllegalStateException if the caller is interrupted
     * @throws RuntimeException whatever the first failing task threw
     */
    static void run(int threads, List<? extends Runnable> tasks) {
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "rebuild-worker");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> running = new ArrayList<>();
            tasks.forEach(task -> running.add(workers.submit(task)));
            for (Future<?> task : running) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped on its way", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException ours ? ours : new IllegalStateException(e.getCause());
        } finally {
            end(workers);
        }
    }

    /** Stops threads and waits until none is running. */
    static void end(ExecutorService workers) {
        workers.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = workers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
