package minglu.command.receipts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import minglu.command.sequencer.Positions;
import minglu.command.sequencer.Receipt;
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
    private final Cache<ReceiptIndex.Place, Receipt> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();
    private final Map<ReceiptIndex.Place, CompletableFuture<Receipt>> awaited = new ConcurrentHashMap<>();
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
    public Optional<Receipt> locate(String stream, long sequence) {
        ReceiptIndex.Place place = new ReceiptIndex.Place(stream, sequence);
        Receipt remembered = known.getIfPresent(place);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        CompletableFuture<Receipt> answer = awaited.computeIfAbsent(place, absent -> new CompletableFuture<>());
        LockSupport.unpark(asking);
        try {
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for " + place + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            awaited.remove(place, answer);
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

    private void answer(ReceiptIndex.Place place, Receipt receipt) {
        known.put(place, receipt);
        CompletableFuture<Receipt> waiting = awaited.remove(place);
        if (waiting != null) {
            waiting.complete(receipt);
        }
    }

    /** Places that are waited for now. */
    Set<ReceiptIndex.Place> awaited() {
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
