package minglu.query.log.evidence;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.query.log.notary.LogRows.Published;
import minglu.query.log.notary.PublishedLog;

/** Waits for a checkpoint: the notary follows the history by about a second. */
final class Coverage {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final PublishedLog log;

    Coverage(PublishedLog log) {
        this.log = log;
    }

    /**
     * The newest checkpoint, once it covers a position; it then has left the house.
     *
     * @throws RefusedException {@code not-caught-up} if none does within ten seconds
     */
    Published await(long position) {
        long start = System.nanoTime();
        Optional<Published> covering = log.covering(position);
        while (covering.isEmpty()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                throw new RefusedException(
                        ProblemCode.NOT_CAUGHT_UP,
                        "no signed checkpoint covers position " + position
                                + " yet; GET /api/v1/log says how the log stands");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            covering = log.covering(position);
        }
        log.handOut(covering.get());
        return covering.get();
    }
}
