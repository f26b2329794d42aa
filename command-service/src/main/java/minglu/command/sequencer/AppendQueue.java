package minglu.command.sequencer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Appends that wait for the writer. Those of people who wait for an answer come before those of whole files, which come in hundreds; each
 * kind in its order. Bounded.
 */
final class AppendQueue {

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Deque<Append> single = new ArrayDeque<>();
    private final Deque<Append> bulk = new ArrayDeque<>();

    AppendQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Adds an append at the end of its kind; false if the queue is full. */
    boolean offer(Append append, boolean isBulk) {
        lock.lock();
        try {
            if (single.size() + bulk.size() >= capacity) {
                return false;
            }
            (isBulk ? bulk : single).addLast(append);
            filled.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next one, or waits for it; null if none came in time. */
    Append poll(long timeoutMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (single.isEmpty() && bulk.isEmpty() && nanos > 0) {
                nanos = filled.awaitNanos(nanos);
            }
            return next().pollFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next one; null if there is none. */
    Append poll() {
        lock.lock();
        try {
            return next().pollFirst();
        } finally {
            lock.unlock();
        }
    }

    /** The next one, which stays; null if there is none. */
    Append peek() {
        lock.lock();
        try {
            return next().peekFirst();
        } finally {
            lock.unlock();
        }
    }

    private Deque<Append> next() {
        return single.isEmpty() ? bulk : single;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        lock.lock();
        try {
            return single.size() + bulk.size();
        } finally {
            lock.unlock();
        }
    }
}
