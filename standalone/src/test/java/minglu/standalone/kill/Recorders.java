package minglu.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.MingluProcess;
import tools.jackson.databind.JsonNode;

/** 16 clients that record acts without end, and what they know: every act ever sent, and the receipt of each acknowledged one. */
final class Recorders {

    private static final int CLIENTS = 16;
    private static final String PASSWORD = "importer-password";

    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final AtomicLong next = new AtomicLong();
    private final MingluProcess server;

    /** On a running server without any unit; the unit they record for gets position 1. */
    Recorders(MingluProcess server) {
        this.server = server;
        server.admin().unit("jyj", "department", 2021);
        server.admin().user("importer", PASSWORD, null, "importer", "inspector");
    }

    /** What happens while acts are recorded. */
    interface Meanwhile {
        void run() throws Exception;
    }

    /** Records while something else happens, and until it has; an act that is not acknowledged is sent again. */
    void recordWhile(Meanwhile meanwhile) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.submit(() -> {
                Api api = server.api("importer", PASSWORD);
                while (!over.get()) {
                    String subject = "XK-" + next.incrementAndGet();
                    sent.add(subject);
                    boolean answered = false;
                    while (!answered && !over.get()) {
                        try {
                            Api.Answer answer = api.post("/api/v1/acts", licence(subject));
                            answered = answer.status() == 201 || answer.status() == 200;
                            if (answered) {
                                acknowledged.put(
                                        subject, answer.json().get("position").longValue());
                            }
                        } catch (UncheckedIOException e) {
                            // Neither done nor refused: the outcome is unknown until the act is sent again.
                            continue;
                        }
                    }
                }
            });
        }
        try {
            meanwhile.run();
        } finally {
            over.set(true);
            clients.shutdown();
        }
        assertThat(clients.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits until so many more acts are acknowledged than now. */
    void awaitReceipts(int further) {
        int wanted = acknowledged.size() + further;
        await().atMost(120, TimeUnit.SECONDS).until(() -> acknowledged.size() >= wanted);
    }

    /** Sends everything again, twice: each acknowledged act answers its receipt, positions have no gap, each act counts once. */
    void requireNothingLostOrDoubled() throws Exception {
        Map<String, Long> resent = sendAgain(200, 201);
        assertThat(resent).as("receipts").containsAllEntriesOf(acknowledged);
        acknowledged.putAll(resent);
        assertPositionsHaveNoGap();
        assertThat(sendAgain(200)).isEqualTo(acknowledged);
        assertEachActCountsOnce();
    }

    private Map<String, Long> sendAgain(int... statuses) throws Exception {
        Map<String, Long> receipts = new ConcurrentHashMap<>();
        List<Throwable> failures = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        Api api = server.api("importer", PASSWORD);
        for (String subject : sent) {
            clients.submit(() -> {
                try {
                    JsonNode receipt = Api.require(api.post("/api/v1/acts", licence(subject)), statuses)
                            .json();
                    receipts.put(subject, receipt.get("position").longValue());
                } catch (Throwable e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            });
        }
        clients.shutdown();
        assertThat(clients.awaitTermination(300, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
        return receipts;
    }

    /** Position 1 is the unit; the acts have all the others. */
    private void assertPositionsHaveNoGap() {
        TreeSet<Long> positions = new TreeSet<>(acknowledged.values());
        assertThat(positions).as("one position for each act").hasSize(acknowledged.size());
        assertThat(positions.first()).isEqualTo(2);
        assertThat(positions.last()).isEqualTo(acknowledged.size() + 1L);
    }

    private void assertEachActCountsOnce() {
        long head =
                acknowledged.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        JsonNode tables = Api.require(
                        server.api("importer", PASSWORD).get("/api/v1/tables?unit=jyj&year=2021&atLeast=" + head), 200)
                .json();
        assertThat(tables.get("cells").get("2.licence").longValue()).isEqualTo(acknowledged.size());
    }

    /** A rebuild of the read side finds no difference. */
    void requireReadSideFollowsFromTheEvents() {
        Api admin = server.admin();
        await().atMost(60, TimeUnit.SECONDS).until(() -> Api.require(admin.get("/api/v1/read-side"), 200)
                .json()
                .get("running")
                .isNull());
        int rebuild = Api.require(admin.post("/api/v1/read-side/rebuilds", ""), 202)
                .json()
                .get("rebuild")
                .intValue();
        await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
            JsonNode found = Api.require(admin.get("/api/v1/read-side/rebuilds/" + rebuild), 200)
                    .json();
            assertThat(found.get("state").stringValue()).isEqualTo("done");
            assertThat(found.get("drift").longValue()).isZero();
        });
    }

    private static String licence(String subject) {
        return "{\"unit\":\"jyj\",\"subject\":\"" + subject
                + "\",\"id\":\"1\",\"type\":\"decision-made\",\"occurredOn\":\"2021-05-06\","
                + "\"data\":{\"kind\":\"licence\",\"title\":\"许可决定\"}}";
    }
}
