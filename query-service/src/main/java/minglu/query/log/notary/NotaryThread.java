package minglu.query.log.notary;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notary at work: it looks a few times a second how far the history goes, and while it is behind goes on without a pause. */
final class NotaryThread {

    private static final Logger LOG = LoggerFactory.getLogger(NotaryThread.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    private final Notary notary;
    private final Runnable afterCommit;
    private final Consumer<LogFaultException> onFault;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "minglu-notary");

    /**
     * Of a notary.
     *
     * @param afterCommit told that there are new leaves
     * @param onFault told, on the thread of the notary, that it cannot go on; it then ends
     */
    NotaryThread(Notary notary, Runnable afterCommit, Consumer<LogFaultException> onFault) {
        this.notary = notary;
        this.afterCommit = afterCommit;
        this.onFault = onFault;
        thread.setDaemon(true);
    }

    /** Begins. */
    NotaryThread start() {
        thread.start();
        return this;
    }

    /** Ends when the batch under way is kept or has failed, and waits for that. */
    void stop() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = Duration.ZERO;
        boolean failing = false;
        while (!isStoppedWithin(pause)) {
            try {
                long taken = notary.notarise();
                failing = false;
                if (taken > 0) {
                    afterCommit.run();
                }
                pause = taken == Notary.BATCH ? Duration.ZERO : LOOK_EVERY;
            } catch (LogFaultException e) {
                onFault.accept(e);
                return;
            } catch (RuntimeException e) {
                // An event whose leaf cannot be kept is tried again, never passed over.
                LOG.warn("The notary could not go on and tries again: {}", e.getMessage(), failing ? null : e);
                failing = true;
                pause = PAUSE_AFTER_FAILURE;
            }
        }
    }

    private boolean isStoppedWithin(Duration pause) {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
