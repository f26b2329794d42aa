package minglu.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import minglu.standalone.testing.Api;

/**
 * Clients that record acts of several units without a break, each waiting as it is told after a refusal, and that remember every
 * act they ever sent and every receipt they got.
 */
final class Load implements AutoCloseable {

    private static final int UNITS = 8;
    private static final int CLIENTS = 8;
    private static final long PAUSE_AFTER_REFUSAL_MILLIS = 200;

    private final Scene scene;
    private final List<String> units = new ArrayList<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    /** Every act that was ever sent: its subject, and what was sent. */
    final Map<String, String> sent = new ConcurrentHashMap<>();

    /** Positions by subject, of those that got a receipt. */
    final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

    /** What was answered but receipts; each with its status and code. */
    final Set<String> refusals = ConcurrentHashMap.newKeySet();

    Load(Installation installation) {
        scene = new Scene(installation);
        for (int i = 0; i < UNITS; i++) {
            String unit = scene.unlike("l" + i);
            scene.admin.unit(unit, "department", 2021);
            units.add(unit);
        }
    }

    Load start() {
        for (int i = 0; i < CLIENTS; i++) {
            clients.submit(() -> {
                while (!stopped.get()) {
                    recordOne();
                }
            });
        }
        return this;
    }

    private void recordOne() {
        long number = next.incrementAndGet();
        String subject = "XK-" + number;
        String unit = units.get((int) (number % UNITS));
        String act = Scene.act(unit, subject, "1", "decision-made", "2021-05-06", "{\"kind\":\"licence\"}", null);
        sent.put(subject, act);
        try {
            Api.Answer answer = scene.importer.post("/api/v1/acts", act);
            if (answer.status() == 201 || answer.status() == 200) {
                acknowledged.put(subject, answer.json().get("position").longValue());
                return;
            }
            refusals.add(answer.status() + " " + (answer.status() == 202 ? "stored" : answer.code()));
            assertThat(answer.headers().firstValue("Retry-After"))
                    .as("status %d: %s", answer.status(), answer.text())
                    .isPresent();
        } catch (UncheckedIOException e) {
            refusals.add("no answer");
        } catch (AssertionError e) {
            refusals.add("without Retry-After: " + e.getMessage());
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_AFTER_REFUSAL_MILLIS));
    }

    /** Waits for the clients to end. */
    void stop() {
        stopped.set(true);
        clients.shutdown();
        try {
            assertThat(clients.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Sends every act again: an acknowledged one must answer its first receipt, one in doubt any receipt; then each must count once.
     */
    void everyActIsThereOnce() throws InterruptedException {
        Map<String, Long> receipts = new ConcurrentHashMap<>();
        List<String> failures = new ArrayList<>();
        ExecutorService again = Executors.newFixedThreadPool(CLIENTS);
        sent.forEach((subject, act) -> again.submit(() -> {
            Api.Answer answer = scene.importer.post("/api/v1/acts", act);
            if (answer.status() == 200 || answer.status() == 201) {
                receipts.put(subject, answer.json().get("position").longValue());
            } else {
                synchronized (failures) {
                    failures.add(subject + ": " + answer.status() + " " + answer.text());
                }
            }
        }));
        again.shutdown();
        assertThat(again.awaitTermination(300, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
        assertThat(receipts).containsAllEntriesOf(acknowledged);
        assertThat(receipts.keySet()).isEqualTo(sent.keySet());
        assertThat(receipts.values()).as("one position for each act").doesNotHaveDuplicates();

        long head = receipts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        long counted = 0;
        for (String unit : units) {
            counted += Api.require(
                            scene.inspector.get("/api/v1/tables?unit=" + unit + "&year=2021&atLeast=" + head), 200)
                    .json()
                    .at("/cells/2.licence")
                    .longValue();
        }
        assertThat(counted).as("acts in the tables").isEqualTo(sent.size());
    }

    /** A figure of what is there already; the answer of whoever is asked. */
    Api.Answer read() {
        return scene.inspector.get("/api/v1/tables?unit=" + units.get(0) + "&year=2021");
    }

    /** The same, up to what was acknowledged last. */
    Api.Answer readUpToDate() {
        long head =
                acknowledged.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return scene.inspector.get("/api/v1/tables?unit=" + units.get(0) + "&year=2021&atLeast=" + head);
    }

    @Override
    public void close() {
        stopped.set(true);
        clients.shutdownNow();
    }
}
