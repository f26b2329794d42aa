package minglu.standalone.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Options;
import minglu.postgres.Role;
import minglu.postgres.testing.TestPostgres;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.MingluProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Goal: two full nodes on one PostgreSQL lose and double nothing, and never write both, whatever happens to the one that writes.
 *
 * <p>Method: clients record acts, each act at whichever node takes it; an act whose outcome is not known is sent again, to the other
 * node too, until a receipt comes. Meanwhile the writing node is killed with SIGKILL and started again, or paused with SIGSTOP until
 * the other one has taken over and then woken. In the end every act has one event and every receipt names its position, positions
 * have no gap, and each act that a node acknowledged as new lies in the stretch of the history of which the database says that this
 * very process owned it. A third node only reads and must follow.
 */
@Tag("nightly")
class TwoNodesTest {

    private static final int CLIENTS = 4;
    private static final int RECEIPTS_PER_ROUND = 100;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);

    private static final Path LOGS = Path.of("target", "two-nodes-logs");
    private static final String PASSWORD = "importer-password";

    @TempDir
    private Path directory;

    private final List<MingluProcess> nodes = new ArrayList<>();
    private final Map<String, Receipt> receipts = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicInteger preferred = new AtomicInteger();
    /** Milliseconds from the end of one writer to the first act that the other one recorded. */
    private final List<Long> takeOvers = new ArrayList<>();

    /** Why clients stopped before they were told to. */
    private final List<Throwable> givenUp = new CopyOnWriteArrayList<>();

    private EmbeddedPostgres postgres;

    /**
     * A receipt.
     *
     * @param pid process that gave it
     * @param fresh whether that process says it has just recorded the act
     */
    private record Receipt(long position, long pid, boolean fresh) {}

    @BeforeEach
    void openDatabase() {
        postgres = EmbeddedPostgres.open(
                directory.resolve("postgres"),
                Options.defaults()
                        .withBinariesDirectory(TestPostgres.sharedBinaries())
                        .withMaxConnections(150));
    }

    @AfterEach
    void stop() throws IOException {
        // Hard: a node that is still paused would not end otherwise.
        nodes.forEach(MingluProcess::killHard);
        postgres.close();
        keepLogs();
    }

    /** For whoever wants to know why a test failed. */
    private void keepLogs() throws IOException {
        Files.createDirectories(LOGS);
        for (String name : List.of("a", "b", "reader")) {
            Path log = directory.resolve(name + ".log");
            if (Files.exists(log)) {
                Files.copy(log, LOGS.resolve(name + ".log"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void nothingIsLostDoubledOrWrittenByTwoThroughAHardKillAndAPause() throws Exception {
        failOver(1, 1);
    }

    @Test
    void nothingIsLostDoubledOrWrittenByTwoThroughTenHardKillsAndThreePauses() throws Exception {
        failOver(10, 3);
    }

    private void failOver(int kills, int pauses) throws Exception {
        MingluProcess first = node("a");
        start(first);
        first.awaitHealth("readiness", 200);
        first.admin().unit("jyj", "department", 2021);
        first.admin().user("importer", PASSWORD, null, "importer", "inspector");
        // The notary runs on one node and does not move by itself.
        MingluProcess second = node("b").with("MINGLU_LOG_NOTARY", "false");
        start(second);
        assertStandsBy(second);
        MingluProcess reader = node("reader");
        reader.launch("--database", postgres.jdbcUrl(Role.APP), "--keys", keys(), "--read-only");
        reader.awaitHealth("readiness", 200);

        AtomicBoolean done = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List.of(first, second)
                    .forEach(node -> assertThat(node.health("liveness")).isEqualTo(200));
            for (int i = 0; i < CLIENTS; i++) {
                clients.submit(() -> recordOrFail(done, List.of(first, second)));
            }
            MingluProcess writing = first;
            for (int round = 1; round <= kills + pauses; round++) {
                MingluProcess waiting = writing == first ? second : first;
                awaitReceiptsOf(writing);
                if (round <= kills) {
                    kill(writing, waiting);
                } else {
                    pause(writing, waiting);
                }
                assertReaderFollows(reader);
                assertNotaryIsReachable(first, second);
                writing = waiting;
            }
            awaitReceiptsOf(writing);
        } finally {
            done.set(true);
            clients.shutdown();
        }
        assertThat(clients.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
        System.out.println("take-overs, from the end of one writer to the first act of the other, in ms: " + takeOvers);
        assertThat(takeOvers).hasSize(kills + pauses);

        assertEveryActIsThereOnce();
        assertNeverTwoWriters(kills + pauses + 1);
        assertReaderFollows(reader);
    }

    /** What changes the log is taken by the notary's node, whether it writes or stands by, and by no other. */
    private static void assertNotaryIsReachable(MingluProcess notary, MingluProcess other) {
        String recovery = "{\"reason\":\"\"}";
        Api.Answer taken = notary.admin().post("/api/v1/log/recoveries", recovery);
        assertThat(taken.status()).as(taken.text()).isEqualTo(422);
        Api.Answer sentOn = other.admin().post("/api/v1/log/recoveries", recovery);
        assertThat(sentOn.status()).as(sentOn.text()).isEqualTo(503);
        assertThat(sentOn.text()).contains("started with minglu.log.notary=true");
    }

    private void kill(MingluProcess writing, MingluProcess waiting) {
        writing.killHard();
        awaitTakeOver(waiting);
        start(writing);
        assertStandsBy(writing);
    }

    private void pause(MingluProcess writing, MingluProcess waiting) {
        writing.suspend();
        awaitTakeOver(waiting);
        awaitReceiptsOf(waiting);
        writing.resume();
        assertStandsBy(writing);
    }

    private MingluProcess node(String name) {
        MingluProcess node = new MingluProcess(
                        directory.resolve(name), "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .with("MINGLU_DATABASE_USER", postgres.user(Role.APP))
                .with("MINGLU_DATABASE_PASSWORD", postgres.password(Role.APP))
                .with("MINGLU_DATABASE_OWNER_USER", postgres.user(Role.OWNER))
                .with("MINGLU_DATABASE_OWNER_PASSWORD", postgres.password(Role.OWNER));
        nodes.add(node);
        return node;
    }

    private void start(MingluProcess node) {
        node.launch("--database", postgres.jdbcUrl(Role.APP), "--keys", keys());
    }

    private String keys() {
        return directory.resolve("keys").toString();
    }

    /** Alive, answers readers, refuses writers, and says why. */
    private static void assertStandsBy(MingluProcess node) {
        node.awaitHealth("reading", 200);
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            HttpResponse<String> readiness = node.healthAnswer("readiness").orElseThrow();
            assertThat(readiness.statusCode()).isEqualTo(503);
            JsonNode sequencer =
                    Api.JSON.readTree(readiness.body()).get("components").get("sequencer");
            assertThat(sequencer.get("status").stringValue()).isEqualTo("OUT_OF_SERVICE");
            assertThat(sequencer.get("details").get("state").stringValue()).isEqualTo("WAITING");
            assertThat(sequencer.get("details").get("reason").stringValue()).contains("another node");
        });
        assertThat(node.health("liveness")).isEqualTo(200);
        assertRefusesWriters(node);
        assertThat(node.api("importer", PASSWORD)
                        .get("/api/v1/tables?unit=jyj&year=2021")
                        .status())
                .isEqualTo(200);
    }

    private static void assertRefusesWriters(MingluProcess node) {
        Api.Answer refused = node.api("importer", PASSWORD).post("/api/v1/acts", licence("XK-refused"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    /** A client that gives up would leave the others to look as if no node took over. */
    private void recordOrFail(AtomicBoolean done, List<MingluProcess> writers) {
        try {
            record(done, writers);
        } catch (RuntimeException | AssertionError e) {
            givenUp.add(e);
        }
    }

    private void record(AtomicBoolean done, List<MingluProcess> writers) {
        while (!done.get()) {
            String subject = "XK-" + next.incrementAndGet();
            // The node that starts meanwhile needs a processor too.
            LockSupport.parkNanos(PAUSE.toNanos());
            while (!receipts.containsKey(subject)) {
                int at = preferred.get();
                MingluProcess node = writers.get(at % writers.size());
                long pid = node.pid();
                try {
                    // Shorter than the pauses: a paused node answers nobody.
                    Api api = new Api(node.url(), "importer", PASSWORD, Duration.ofSeconds(3));
                    Api.Answer answer = api.post("/api/v1/acts", licence(subject));
                    if (answer.status() == 201 || answer.status() == 200) {
                        long position = answer.json().get("position").longValue();
                        receipts.put(subject, new Receipt(position, pid, answer.status() == 201));
                        continue;
                    }
                    assertThat(answer.status()).as(answer.text()).isEqualTo(503);
                } catch (UncheckedIOException e) {
                    // Neither done nor refused: the outcome is unknown until the act is sent again.
                    assertThat(e).hasCauseInstanceOf(IOException.class);
                }
                preferred.compareAndSet(at, at + 1);
            }
        }
    }

    private void awaitReceiptsOf(MingluProcess node) {
        long before = receiptsOf(node);
        await().atMost(Duration.ofSeconds(180)).until(() -> receiptsOf(node) >= before + RECEIPTS_PER_ROUND);
    }

    private void awaitTakeOver(MingluProcess node) {
        long begin = System.nanoTime();
        long before = receiptsOf(node);
        await().atMost(TAKE_OVER).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(givenUp).isEmpty();
            return receiptsOf(node) > before;
        });
        takeOvers.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    private long receiptsOf(MingluProcess node) {
        long pid = node.pid();
        return receipts.values().stream()
                .filter(receipt -> receipt.fresh() && receipt.pid() == pid)
                .count();
    }

    private void assertReaderFollows(MingluProcess reader) {
        long head =
                receipts.values().stream().mapToLong(Receipt::position).max().orElseThrow();
        // The projections run on one of the full nodes; after its death the other one has to claim them.
        await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
            Api.Answer tables =
                    reader.api("importer", PASSWORD).get("/api/v1/tables?unit=jyj&year=2021&knownAt=" + head);
            assertThat(tables.status()).as(tables.text()).isEqualTo(200);
            // All positions but the first one are licences.
            assertThat(tables.json().get("cells").get("2.licence").longValue()).isEqualTo(head - 1);
        });
        assertRefusesWriters(reader);
    }

    private void assertEveryActIsThereOnce() throws SQLException {
        Map<String, Long> stored = new TreeMap<>();
        List<Long> positions = new ArrayList<>();
        query("select aggregateIdentifier, globalIndex from DomainEventEntry order by globalIndex", row -> {
            assertThat(stored.put(row.getString(1), row.getLong(2)))
                    .as(row.getString(1))
                    .isNull();
            positions.add(row.getLong(2));
        });
        for (int i = 0; i < positions.size(); i++) {
            assertThat(positions.get(i)).isEqualTo(i + 1L);
        }
        Map<String, Long> acknowledged = new TreeMap<>();
        receipts.forEach((subject, receipt) -> acknowledged.put("subject:jyj:" + subject, receipt.position()));
        stored.remove("unit:jyj");
        assertThat(stored).isEqualTo(acknowledged);
    }

    private void assertNeverTwoWriters(int leastEpochs) throws SQLException {
        NavigableMap<Long, Long> owners = new TreeMap<>();
        query("select after_position + 1, owner from sequencer_epoch order by epoch", row -> {
            // An epoch in which nothing was written is followed by one that begins at the same position.
            owners.put(row.getLong(1), Long.valueOf(row.getString(2).split("@")[0]));
        });
        assertThat(owners.size()).isGreaterThanOrEqualTo(leastEpochs);
        receipts.forEach((subject, receipt) -> {
            if (receipt.fresh()) {
                assertThat(owners.floorEntry(receipt.position()).getValue())
                        .as("owner of position %d, acknowledged for %s", receipt.position(), subject)
                        .isEqualTo(receipt.pid());
            }
        });
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private void query(String sql, Row each) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl(Role.APP), postgres.user(Role.APP), postgres.password(Role.APP));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                each.take(rows);
            }
        }
    }

    private static String licence(String subject) {
        return "{\"unit\":\"jyj\",\"subject\":\"" + subject
                + "\",\"id\":\"1\",\"type\":\"decision-made\",\"occurredOn\":\"2021-05-06\","
                + "\"data\":{\"kind\":\"licence\",\"title\":\"许可决定\"}}";
    }
}
