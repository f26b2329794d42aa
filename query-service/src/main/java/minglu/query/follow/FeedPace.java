package minglu.query.follow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * When the feed of this process takes its next events. A transaction costs as much as some hundred events, so that the feed lets
 * events gather between two of them; an event that comes alone, or that a reader waits for, is taken at once. Readers are woken by
 * the commit they wait for.
 */
@Component
class FeedPace {

    /** Events in one transaction. */
    static final int BATCH = 2000;

    /** From the beginning of one transaction to that of the next one while few events come: what the last of them waits longest. */
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(20);

    /** The same while many come, as in an import. */
    private static final long LINGER_OF_MANY = TimeUnit.MILLISECONDS.toNanos(50);

    private static final int MANY = 100;

    /** A feed that has not looked for events for so long runs on another node. */
    private static final long ABSENT = TimeUnit.SECONDS.toNanos(3);

    private static final Duration PAUSE_BESIDE_FEED = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hurry = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private long committed;
    private int lastBatch;
    private long begun = System.nanoTime() - LINGER_OF_MANY;
    private long seen = System.nanoTime() - ABSENT;
    private int waiting;

    /** The feed looks for events. */
    void looking() {
        lock.lock();
        try {
            seen = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /** Lets events gather; the caller has one at hand. */
    void gather() {
        lock.lock();
        try {
            long linger = lastBatch >= BATCH ? 0 : lastBatch >= MANY ? LINGER_OF_MANY : LINGER;
            long left = begun + linger - System.nanoTime();
            while (left > 0 && waiting == 0) {
                left = hurry.awaitNanos(left);
            }
            begun = System.nanoTime();
            seen = begun;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** The feed has committed a transaction. */
    void committed(long position, int events) {
        lock.lock();
        try {
            committed = position;
            lastBatch = events;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits a little for a position: until the feed of this process has committed it, or until it is worth asking the database. */
    void await(long position) {
        lock.lock();
        try {
            if (System.nanoTime() - seen <= ABSENT && committed < position) {
                long left = PAUSE_BESIDE_FEED.toNanos();
                waiting++;
                hurry.signalAll();
                try {
                    while (left > 0 && committed < position) {
                        left = progress.awaitNanos(left);
                    }
                    return;
                } finally {
                    waiting--;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } finally {
            lock.unlock();
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    /** The position committed last by the feed of this process; 0 before its first transaction. */
    long committed() {
        lock.lock();
        try {
            return committed;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a reader waits for the feed. */
    boolean isHurried() {
        lock.lock();
        try {
            return waiting > 0;
        } finally {
            lock.unlock();
        }
    }
}
