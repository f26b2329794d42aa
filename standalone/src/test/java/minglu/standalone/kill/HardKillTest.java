package minglu.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.MingluProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Goal: no acknowledged act is ever lost or doubled, whenever the process dies.
 *
 * <p>Method: 16 clients record acts over HTTP while the server's JVM is killed with SIGKILL after a number of receipts. Each round
 * starts the server again on the same data directory, where it has to recover unaided and stop the database server that the dead
 * run left behind. Then every act ever sent is sent again: an acknowledged one must answer its first receipt, an act in doubt any
 * receipt. The positions of all receipts, with those of the unit, must be 1 … n without a gap, and the table must count each act
 * once. Sending everything a second time must change nothing. Each kill also meets a rebuild of the read side on its way: the next
 * start takes away what it left, and another rebuild finds no drift.
 */
class HardKillTest {

    private static final int CLIENTS = 16;
    private static final int RECEIPTS_BEFORE_KILL = 60;
    private static final String PASSWORD = "importer-password";

    @TempDir
    Path directory;

    @Test
    void everyAcknowledgedActIsThereOnceAfterEachOfThreeHardKills() throws Exception {
        killAndRecover(3);
    }

    @Test
    @Tag("nightly")
    void everyAcknowledgedActIsThereOnceAfterEachOfThirtyHardKills() throws Exception {
        killAndRecover(30);
    }

    private void killAndRecover(int rounds) throws Exception {
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        Set<String> sent = ConcurrentHashMap.newKeySet();
        AtomicLong next = new AtomicLong();
        try (MingluProcess server = new MingluProcess(directory.resolve("data"), "-Xmx512m")) {
            server.start();
            server.admin().unit("jyj", "department", 2021);
            server.admin().user("importer", PASSWORD, null, "importer", "inspector");
            for (int round = 1; round <= rounds; round++) {
                recordUntilKilled(server, acknowledged, sent, next);
                server.start();
                Map<String, Long> resent = sendAgain(server, sent, 200, 201);
                assertThat(resent).as("receipts after kill %d", round).containsAllEntriesOf(acknowledged);
                acknowledged.putAll(resent);
                assertPositionsHaveNoGap(acknowledged);
                assertThat(sendAgain(server, sent, 200)).isEqualTo(acknowledged);
                assertEachActCountsOnce(server, acknowledged);
            }
            assertReadSideFollowsFromTheEvents(server);
        }
    }

    private void recordUntilKilled(
            MingluProcess server, Map<String, Long> acknowledged, Set<String> sent, AtomicLong next) throws Exception {
        AtomicBoolean killed = new AtomicBoolean();
        CountDownLatch enough = new CountDownLatch(RECEIPTS_BEFORE_KILL);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.submit(() -> {
                Api api = server.api("importer", PASSWORD);
                while (!killed.get()) {
                    String subject = "XK-" + next.incrementAndGet();
                    sent.add(subject);
                    try {
                        Api.Answer answer = api.post("/api/v1/acts", licence(subject));
                        if (answer.status() == 201) {
                            acknowledged.put(
                                    subject, answer.json().get("position").longValue());
                            enough.countDown();
                        }
                    } catch (UncheckedIOException e) {
                        // Neither done nor refused: the outcome is unknown until the act is sent again.
                        continue;
                    }
                }
            });
        }
        assertThat(enough.await(120, TimeUnit.SECONDS)).as("receipts in time").isTrue();
        // A rebuild of the read side dies on its way too.
        Api.require(server.admin().post("/api/v1/read-side/rebuilds", ""), 202);
        server.killHard();
        killed.set(true);
        clients.shutdown();
        assertThat(clients.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
    }

    private static Map<String, Long> sendAgain(MingluProcess server, Set<String> sent, int... statuses)
            throws Exception {
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
    private static void assertPositionsHaveNoGap(Map<String, Long> receipts) {
        TreeSet<Long> positions = new TreeSet<>(receipts.values());
        assertThat(positions).as("one position for each act").hasSize(receipts.size());
        assertThat(positions.first()).isEqualTo(2);
        assertThat(positions.last()).isEqualTo(receipts.size() + 1L);
    }

    private static void assertEachActCountsOnce(MingluProcess server, Map<String, Long> receipts) {
        long head = receipts.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        JsonNode tables = Api.require(
                        server.api("importer", PASSWORD).get("/api/v1/tables?unit=jyj&year=2021&atLeast=" + head), 200)
                .json();
        assertThat(tables.get("cells").get("2.licence").longValue()).isEqualTo(receipts.size());
    }

    private static void assertReadSideFollowsFromTheEvents(MingluProcess server) {
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
