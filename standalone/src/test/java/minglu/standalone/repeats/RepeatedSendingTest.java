package minglu.standalone.repeats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.MingluProcess;
import minglu.standalone.testing.SharedServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Goal: sending again is always safe. Method: several clients send each act three times at once; whatever the interleaving, there
 * is one effect, and all three answers carry the same receipt. A file sent twice is recorded once.
 */
class RepeatedSendingTest {

    private static final int REPEATS = 3;
    private static final List<String> CLIENTS = List.of("sender-jyj", "sender-wjj", "sender-gaj");
    private static final String PASSWORD = "importer-password";

    private static MingluProcess server;

    @BeforeAll
    static void start() {
        server = SharedServer.get();
        server.admin().user("sender", PASSWORD, null, "importer", "inspector");
    }

    @Test
    void eachOf100ActsOfThreeClientsSentThreeTimesAtOnceHasOneEffectAndOneReceipt() throws Exception {
        sendThreeTimesAtOnce(100);
    }

    @Test
    @Tag("nightly")
    void eachOf2000ActsOfThreeClientsSentThreeTimesAtOnceHasOneEffectAndOneReceipt() throws Exception {
        sendThreeTimesAtOnce(2_000);
    }

    private static void sendThreeTimesAtOnce(int actsPerClient) throws Exception {
        List<String> units =
                CLIENTS.stream().map(client -> client + "-" + actsPerClient).toList();
        units.forEach(unit -> server.admin().unit(unit, "department", 2021));
        Map<String, Set<Long>> positions = new ConcurrentHashMap<>();
        Map<String, Integer> created = new ConcurrentHashMap<>();
        ExecutorService senders = Executors.newFixedThreadPool(CLIENTS.size() * REPEATS);
        List<Future<?>> sending = new ArrayList<>();
        for (String unit : units) {
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                Api api = server.api("sender", PASSWORD);
                sending.add(senders.submit(() -> {
                    for (int i = 0; i < actsPerClient; i++) {
                        Api.Answer answer = Api.require(api.post("/api/v1/acts", act(unit, i)), 200, 201);
                        JsonNode receipt = answer.json();
                        assertThat(receipt.get("duplicate").booleanValue()).isEqualTo(answer.status() == 200);
                        positions
                                .computeIfAbsent(unit + "/" + i, key -> ConcurrentHashMap.newKeySet())
                                .add(receipt.get("position").longValue());
                        if (answer.status() == 201) {
                            created.merge(unit, 1, Integer::sum);
                        }
                    }
                }));
            }
        }
        senders.shutdown();
        assertThat(senders.awaitTermination(300, TimeUnit.SECONDS)).isTrue();
        for (Future<?> done : sending) {
            done.get();
        }

        assertThat(positions).hasSize(CLIENTS.size() * actsPerClient);
        assertThat(positions.values())
                .allSatisfy(receipts -> assertThat(receipts).hasSize(1));
        for (String unit : units) {
            assertThat(created.get(unit)).isEqualTo(actsPerClient);
            assertThat(licences(unit, highest(positions))).isEqualTo(actsPerClient);
        }
    }

    @Test
    void aFileOf2000RowsSentTwiceIsRecordedOnce() {
        importTwice(2_000);
    }

    @Test
    @Tag("nightly")
    void aFileOf100000RowsSentTwiceIsRecordedOnce() {
        importTwice(100_000);
    }

    private static void importTwice(int rows) {
        String unit = "files-" + rows;
        server.admin().unit(unit, "department", 2021);
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            file.append(act(unit, i)).append('\n');
        }
        byte[] body = file.toString().getBytes(StandardCharsets.UTF_8);
        Api api = server.api("sender", PASSWORD);
        JsonNode first = Api.require(api.post("/api/v1/imports", "application/x-ndjson", body), 200)
                .json();
        JsonNode second = Api.require(api.post("/api/v1/imports", "application/x-ndjson", body), 200)
                .json();

        assertThat(first.get("recorded").longValue()).isEqualTo(rows);
        assertThat(first.get("duplicates").longValue()).isZero();
        assertThat(second.get("recorded").longValue()).isZero();
        assertThat(second.get("duplicates").longValue()).isEqualTo(rows);
        assertThat(second.get("lastPosition")).isEqualTo(first.get("lastPosition"));
    }

    private static long licences(String unit, long atLeast) {
        return Api.require(
                        server.api("sender", PASSWORD)
                                .get("/api/v1/tables?unit=" + unit + "&year=2021&atLeast=" + atLeast),
                        200)
                .json()
                .get("cells")
                .get("2.licence")
                .longValue();
    }

    private static long highest(Map<String, Set<Long>> positions) {
        return positions.values().stream()
                .flatMap(Set::stream)
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
    }

    private static String act(String unit, int number) {
        return "{\"unit\":\"" + unit + "\",\"subject\":\"XK-" + number
                + "\",\"id\":\"1\",\"type\":\"decision-made\",\"occurredOn\":\"2021-05-06\","
                + "\"data\":{\"kind\":\"licence\"}}";
    }
}
