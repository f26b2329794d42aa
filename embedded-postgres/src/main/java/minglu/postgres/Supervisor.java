package minglu.postgres;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a server and starts it again when it ends without having been told to, as when the kernel kills it for want of memory: on
 * the same data, at the same port, with the same passwords, so that whoever is connected to it need only connect again. What was
 * committed is there; PostgreSQL recovers as after a power cut.
 *
 * <p>A server that does not start is tried again with growing pauses, {@value #ATTEMPTS} times in 40 seconds; then it is left alone,
 * because what hinders it needs a hand. Each death is counted anew, however often it dies.
 */
public final class Supervisor {

    /** How often a start is tried after one death. */
    static final int ATTEMPTS = 8;

    /** How long it waits after the first failure; twice as long after each further one. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    /** One that dies sooner after its start is given a pause before the next. */
    private static final Duration SHORT_LIFE = Duration.ofSeconds(2);

    /** The server that is watched, as far as this class knows it. */
    interface Watched {

        /** Waits for the end of the server and returns its exit status. */
        int awaitEnd() throws InterruptedException;

        /**
         * Starts it again as it was.
         *
         * @throws PostgresException if it did not start, with the reason
         */
        void restart();
    }

    private final Watched server;
    private final Duration firstPause;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile String obstacle;

    private Supervisor(Watched server, Duration firstPause) {
        this.server = server;
        this.firstPause = firstPause;
        this.thread = new Thread(this::watch, "postgres-supervisor");
        thread.setDaemon(true);
    }

    static Supervisor start(Watched server, Duration firstPause) {
        Supervisor supervisor = new Supervisor(server, firstPause);
        supervisor.thread.start();
        return supervisor;
    }

    /** What keeps the server from running, in one sentence; empty while it runs. */
    public Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    /** The end of the server is wanted from now on; returns when no start is under way. */
    void stop() {
        stopped = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            long started = System.nanoTime();
            boolean back = true;
            while (back) {
                int status = server.awaitEnd();
                if (stopped) {
                    return;
                }
                boolean shortLived = System.nanoTime() - started < SHORT_LIFE.toNanos();
                back = bringBack("PostgreSQL ended by itself (status " + status + ")", shortLived);
                started = System.nanoTime();
            }
        } catch (InterruptedException e) {
            LOG.debug("The supervision of PostgreSQL ends.");
        }
    }

    /** False if it was given up. */
    private boolean bringBack(String what, boolean shortLived) throws InterruptedException {
        long began = System.nanoTime();
        obstacle = what + " and is being started again";
        LOG.warn("{}; it is started again.", what);
        Duration pause = firstPause;
        String why = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (attempt > 1 || shortLived) {
                Thread.sleep(pause.toMillis());
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
            try {
                server.restart();
                obstacle = null;
                LOG.warn("PostgreSQL is back after {} ms.", (System.nanoTime() - began) / 1_000_000);
                return true;
            } catch (PostgresException e) {
                if (stopped) {
                    return false;
                }
                why = e.getMessage();
                obstacle = what + " and did not start again in " + attempt + " of " + ATTEMPTS + " attempts: " + why;
                LOG.warn("PostgreSQL did not start, attempt {} of {}: {}", attempt, ATTEMPTS, why);
            }
        }
        obstacle = what + " and did not start again in " + ATTEMPTS
                + " attempts; mend the reason, then start Minglu anew: " + why;
        LOG.error("PostgreSQL is not started any more; mend the reason, then start Minglu anew: {}", why);
        return false;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
