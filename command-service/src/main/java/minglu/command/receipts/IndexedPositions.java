package minglu.command.receipts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import minglu.command.sequencer.Positions;
import minglu.command.sequencer.Receipt;
import minglu.command.sequencer.Slot;
import minglu.platform.axon.StoreHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Positions from the {@link ReceiptIndex}. A place that is not there yet is waited for: one thread asks the index for all places
 * that commands of this node wait for, so that many commands at once are one question.
 */
final class IndexedPositions implements Positions, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IndexedPositions.class);
    private static final int REMEMBERED = 100_000;
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final ReceiptIndex index;
    private final StoreHead head;
    private final Duration patience;
    private final Cache<Slot, Receipt> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();
    private final Map<Slot, CompletableFuture<Receipt>> awaited = new ConcurrentHashMap<>();
    private volatile Thread asking;

    /**
     * Not started yet.
     *
     * @param patience how long a place is waited for
     */
    IndexedPositions(ReceiptIndex index, StoreHead head, Duration patience) {
        this.index = index;
        this.head = head;
        this.patience = patience;
    }

    @Override
    public Map<Slot, Receipt> locate(Collection<Slot> slots) {
        Map<Slot, Receipt> found = new HashMap<>();
        Map<Slot, CompletableFuture<Receipt>> answers = new HashMap<>();
        for (Slot slot : slots) {
            Receipt remembered = known.getIfPresent(slot);
            if (remembered != null) {
                found.put(slot, remembered);
            } else {
                answers.put(slot, awaited.computeIfAbsent(slot, absent -> new CompletableFuture<>()));
            }
        }
        LockSupport.unpark(asking);
        long deadline = System.nanoTime() + patience.toNanos();
        answers.forEach((slot, answer) -> {
            Receipt receipt = receipt(slot, answer, deadline);
            if (receipt != null) {
                found.put(slot, receipt);
            }
        });
        return found;
    }

    /** Null where it is not known in time. */
    private Receipt receipt(Slot slot, CompletableFuture<Receipt> answer, long deadline) {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for " + slot + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            awaited.remove(slot, answer);
        }
    }

    @Override
    public long head() {
        return head.position();
    }

    private void ask() {
        while (asking == Thread.currentThread()) {
            if (awaited.isEmpty()) {
                LockSupport.park(this);
                continue;
            }
            try {
                index.find(List.copyOf(awaited.keySet())).forEach(this::answer);
                LockSupport.parkNanos(this, PAUSE.toNanos());
            } catch (RuntimeException e) {
                LOG.warn("The receipt index could not be read", e);
                LockSupport.parkNanos(this, PAUSE_AFTER_FAILURE.toNanos());
            }
        }
    }

    private void answer(Slot slot, Receipt receipt) {
        known.put(slot, receipt);
        CompletableFuture<Receipt> waiting = awaited.remove(slot);
        if (waiting != null) {
            waiting.complete(receipt);
        }
    }

    /** Places that are waited for now. */
    Set<Slot> awaited() {
        return Set.copyOf(awaited.keySet());
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::ask, "receipts");
        thread.setDaemon(true);
        asking = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread thread = asking;
        asking = null;
        LockSupport.unpark(thread);
    }

    @Override
    public boolean isRunning() {
        return asking != null;
    }

    /** Before the web server starts and until it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
