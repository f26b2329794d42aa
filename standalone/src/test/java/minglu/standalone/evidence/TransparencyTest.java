package minglu.standalone.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import minglu.query.log.merkle.CompactRange;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.note.Checkpoint;
import minglu.query.log.note.ProofText;
import minglu.query.log.note.VerifierKey;
import minglu.query.log.tiles.EntryBundle;
import minglu.standalone.testing.Api;
import minglu.verifier.Verifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The transparency log of a whole server, through the public contract. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TransparencyTest {

    private static final int ACTS = 700;
    private static EvidenceFixture fixture;
    private static long last;
    private static String early;

    @BeforeAll
    static void record() {
        fixture = EvidenceFixture.start();
        early = fixture.checkpoint();
        last = fixture.record(2021, ACTS);
        fixture.awaitSigned(last);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    private static Checkpoint checkpoint() {
        return Checkpoint.open(fixture.checkpoint(), VerifierKey.parse(fixture.key()));
    }

    @Test
    void everybody_reads_checkpoint_key_and_hashes_and_they_agree() {
        Checkpoint checkpoint = checkpoint();
        assertThat(checkpoint.origin()).isEqualTo("log.example/minglu/1");
        assertThat(checkpoint.size()).isGreaterThanOrEqualTo(last).isGreaterThan(512);
        CompactRange range = new CompactRange();
        for (long tile = 0; tile * 256 < checkpoint.size(); tile++) {
            int width = (int) Math.min(256, checkpoint.size() - tile * 256);
            String path = "%03d".formatted(tile) + (width == 256 ? "" : ".p/" + width);
            byte[] hashes = fixture.bytes(null, "/log/tile/0/" + path);
            List<byte[]> entries = EntryBundle.decode(fixture.bytes("inspector", "/log/tile/entries/" + path));
            assertThat(entries).hasSize(width);
            for (int i = 0; i < width; i++) {
                byte[] hash = Arrays.copyOfRange(hashes, i * 32, i * 32 + 32);
                assertThat(hash).isEqualTo(Merkle.leafHash(entries.get(i)));
                range.append(hash);
            }
        }
        assertThat(range.root()).isEqualTo(checkpoint.root());
        HttpResponse<byte[]> tile = fixture.get(null, "/log/tile/0/000");
        assertThat(tile.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable", "public");
        assertThat(fixture.get(null, "/log/checkpoint").headers().firstValue("Cache-Control"))
                .contains("no-store");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "nobody, /log/tile/entries/000, 401",
        "clerk, /log/tile/entries/000, 403",
        "inspector, /log/tile/entries/000, 200",
        "nobody, /log/tile/0/999, 404",
        "nobody, /log/tile/0/x000/000, 404",
        "nobody, /log/tile/9/000, 404",
        "nobody, /log/tile/0/000.p/256, 404",
        "nobody, /log/tile/0/002.p/255, 404",
        "nobody, /log/tile/1/000.p/2, 200",
        "nobody, /log/other, 401",
        "nobody, /api/v1/evidence?unit=district&year=2021, 401",
        "clerk, /api/v1/evidence?unit=ju&year=2021, 403",
        "clerk, /api/v1/evidence?unit=fu&year=2021, 404",
        "admin, /api/v1/evidence?unit=district&year=2021, 403",
        "inspector, /api/v1/evidence?unit=nobody&year=2021, 404",
        "inspector, /api/v1/evidence?unit=ju&year=2019, 422",
        "inspector, /api/v1/evidence?unit=ju, 422",
        "inspector, /api/v1/evidence?unit=ju&year=2021&scope=own, 422",
        "inspector, /api/v1/units/ju/subjects/none/acts/1/receipt, 404",
        "clerk, /api/v1/units/fu/subjects/none/acts/1/receipt, 404",
        "inspector, /api/v1/units/ju/statement?node=district&cell=9.none&year=2021, 404",
        "inspector, /api/v1/units/ju/statement?node=none&cell=2.licence&year=2021, 404",
        "clerk, /api/v1/units/fu/statement?node=district&cell=2.licence&year=2021, 404",
        "clerk, /api/v1/access-log, 403",
        "inspector, /api/v1/access-log?from=yesterday, 422",
    })
    void each_address_answers_those_it_is_for(String user, String path, int status) {
        fixture.user("clerk", "ju", "clerk");

        HttpResponse<byte[]> answer = fixture.get(user.equals("nobody") ? null : user, path);

        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
    }

    @Test
    void a_receipt_proves_one_act_by_itself() {
        Api.Answer recorded = Api.require(
                fixture.api("importer")
                        .post(
                                "/api/v1/acts",
                                "{\"unit\":\"ju\",\"subject\":\"XK（1）\",\"id\":\"1\",\"type\":\"decision-made\",\"occurredOn\":\"2021-05-06\",\"data\":{\"kind\":\"licence\"}}"),
                200,
                201);
        long position = recorded.json().path("position").longValue();

        ProofText proof = ProofText.parse(fixture.receipt("ju", "XK（1）", "1"));

        Checkpoint checkpoint = Checkpoint.open(proof.checkpoint(), VerifierKey.parse(fixture.key()));
        JsonNode extra = Api.JSON.readTree(proof.extra());
        byte[] leaf = Base64.getDecoder().decode(extra.path("leaf").stringValue());
        assertThat(proof.index()).isEqualTo(position - 1);
        assertThat(Merkle.isIncluded(
                        proof.index(), checkpoint.size(), Merkle.leafHash(leaf), proof.hashes(), checkpoint.root()))
                .isTrue();
        JsonNode members = Api.JSON.readTree(leaf);
        byte[] payload = Base64.getDecoder().decode(extra.path("payload").stringValue());
        assertThat(members.path("pay").stringValue())
                .isEqualTo(hash(HexFormat.of().parseHex(extra.path("salt").stringValue()), payload));
        assertThat(members.path("rec").stringValue())
                .isEqualTo(recorded.json().path("recordedAt").stringValue());
        assertThat(Api.JSON.readTree(payload).path("act").path("subject").stringValue())
                .isEqualTo("XK（1）");
        String receipt = fixture.receipt("ju", "XK（1）", "1");
        assertThat(verified("receipt", receipt)).startsWith("0 ");
        assertThat(verified("receipt", receipt.replaceFirst("index [0-9]+", "index 3")))
                .startsWith("1 ");
    }

    /** Exit status of the verifier and what it printed. */
    private static String verified(String command, String evidence) {
        try {
            Path file = Files.writeString(Files.createTempFile("minglu-evidence", ".txt"), evidence);
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            int status = Verifier.run(List.of(command, file.toString(), "--key", fixture.key()), out, out);
            Files.delete(file);
            return status + " " + printed.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] salt, byte[] payload) {
        var digest = Merkle.sha256();
        digest.update(salt);
        return HexFormat.of().formatHex(digest.digest(payload));
    }

    private static Map<String, byte[]> files(byte[] bundle) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(files.put(entry.getName(), zip.readAllBytes()))
                        .as(entry.getName())
                        .isNull();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return files;
    }

    @Test
    void a_bundle_holds_the_whole_log_the_tables_and_the_payloads_that_count_and_no_others() {
        byte[] bundle = fixture.bundle("district", 2021, last);
        Map<String, byte[]> files = files(bundle);

        assertThat(files)
                .containsKeys(
                        "README.zh.txt",
                        "README.en.txt",
                        "bundle.json",
                        "checkpoint",
                        "format/2021-30.json",
                        "tables.json");
        JsonNode head = Api.JSON.readTree(files.get("bundle.json"));
        assertThat(head.path("bundle").stringValue()).isEqualTo("minglu-evidence/1");
        Checkpoint checkpoint = Checkpoint.open(
                new String(files.get("checkpoint"), StandardCharsets.UTF_8), VerifierKey.parse(fixture.key()));
        assertThat(head.path("size").longValue()).isEqualTo(checkpoint.size());
        JsonNode tables = Api.JSON.readTree(files.get("tables.json"));
        assertThat(tables)
                .isEqualTo(fixture.api("inspector")
                        .get("/api/v1/tables?unit=district&year=2021&knownAt=" + last)
                        .json());
        List<String> units = new ArrayList<>();
        List<String> types = new ArrayList<>();
        CompactRange range = new CompactRange();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().startsWith("tile/entries/")) {
                List<byte[]> leaves = EntryBundle.decode(file.getValue());
                leaves.forEach(leaf -> range.append(Merkle.leafHash(leaf)));
                byte[] payloads = files.get("payload/" + file.getKey().substring("tile/entries/".length()));
                if (payloads != null) {
                    disclosed(leaves, ByteBuffer.wrap(payloads), units, types);
                }
            }
        }
        assertThat(range.size()).isEqualTo(checkpoint.size());
        assertThat(range.root()).isEqualTo(checkpoint.root());
        assertThat(units).contains("ju", "fu", "lao", "jia", "district");
        assertThat(types.stream().filter(type -> type.endsWith("UnitDefined")).count())
                .isEqualTo(RandomActs.UNITS.size());
        assertThat(units)
                .as("a vertical unit is not read; only its definition is there")
                .containsOnlyOnce("chui");
    }

    private static void disclosed(List<byte[]> leaves, ByteBuffer items, List<String> units, List<String> types) {
        for (byte[] leaf : leaves) {
            JsonNode members = Api.JSON.readTree(leaf);
            if (items.get() == 1) {
                byte[] salt = new byte[32];
                items.get(salt);
                byte[] payload = new byte[items.getInt()];
                items.get(payload);
                assertThat(members.path("pay").stringValue()).isEqualTo(hash(salt, payload));
                JsonNode content = Api.JSON.readTree(payload);
                units.add((content.has("act") ? content.path("act") : content)
                        .path("unit")
                        .stringValue());
                types.add(members.path("type").stringValue());
            }
        }
        assertThat(items.hasRemaining()).isFalse();
    }

    @ParameterizedTest(name = "{0} {1} known at {2}")
    @CsvSource({
        "district, 2021,",
        "district, 2022,",
        "district, 2021, 300",
        "xiang, 2022,",
        "ju, 2021,",
        "ju, 2022,",
        "lao, 2021,",
        "chui, 2021,",
        "fu, 2020, 0",
    })
    void minglu_verify_finds_what_the_server_hands_out_sound(String unit, int year, Long knownAt) {
        HandedOut.Said said = HandedOut.verified(fixture.bundle(unit, year, knownAt), fixture.key(), early);

        assertThat(said.status()).as(said.text()).isZero();
        assertThat(said.text()).contains("SOUND (0)");
    }

    @Test
    void minglu_verify_names_the_first_bad_entry_or_cell() {
        HandedOut sound = HandedOut.of(fixture.bundle("district", 2021, last));
        List<Integer> disclosed = sound.disclosed();
        int one = disclosed.get(disclosed.size() / 3);
        int other = disclosed.get(disclosed.size() / 2);

        tampered(sound.copy().leafChanged(400).leafChanged(17), "leaf 17 (position 18)");
        tampered(sound.copy().leafChanged((int) last - 1), "leaf " + (last - 1) + " ");
        tampered(sound.copy().payloadChanged(other).payloadChanged(one), "leaf " + one + " ");
        tampered(sound.copy().replaced("tables.json", "\"2.licence\":[0-9]+", "\"2.licence\":9999"), "cell 2.licence");
        tampered(
                sound.copy().replaced("tables.json", "\"3.new.total\":[0-9]+", "\"3.new.total\":0"),
                "cell 3.new.total");
        tampered(sound.copy().replaced("tables.json", "\"ju\"", "\"chui\""), "list of units");
        tampered(sound.copy().replaced("checkpoint", "\\n([0-9]+)\\n.{8}", "\n$1\nzzzzzzzz"), "file checkpoint");
    }

    private static void tampered(HandedOut bundle, String named) {
        HandedOut.Said said = bundle.verified(fixture.key());

        assertThat(said.status()).as(said.text()).isEqualTo(1);
        assertThat(said.text().lines().filter(line -> line.contains("first: ")))
                .as(said.text())
                .singleElement()
                .asString()
                .contains("first: " + named);
    }

    @Test
    void minglu_verify_says_what_is_missing_and_what_it_cannot_use() {
        HandedOut sound = HandedOut.of(fixture.bundle("ju", 2021, last));
        HandedOut without = sound.copy();
        without.files().remove("tables.json");

        assertThat(without.verified(fixture.key()).status()).isEqualTo(3);
        assertThat(sound.verified("district.example/minglu/1+00000000+" + "A".repeat(44))
                        .status())
                .isEqualTo(2);
        assertThat(HandedOut.verified("no zip".getBytes(StandardCharsets.UTF_8), fixture.key())
                        .status())
                .isEqualTo(2);
        assertThat(sound.verified(fixture.key(), "no checkpoint").status()).isEqualTo(2);
    }

    @Test
    void the_same_question_against_the_same_checkpoint_gives_the_same_bytes() {
        long size = checkpoint().size();
        byte[] one = fixture.bundle("ju", 2022, size);

        assertThat(fixture.bundle("ju", 2022, size)).isEqualTo(one);
        assertThat(files(fixture.bundle("ju", 2022, 5L)).keySet()).contains("payload/000");
    }

    @Test
    void a_statement_lists_the_acts_of_a_unit_inside_a_cell_of_the_node() {
        for (String cell :
                List.of("2.licence", "3.new.total", "3.carried-in.total", "3.carried-out.enterprise", "2.charges")) {
            List<JsonNode> lines = fixture.statement("lao", "district", cell, 2021)
                    .lines()
                    .map(Api.JSON::readTree)
                    .toList();
            JsonNode head = lines.get(0);
            assertThat(verified("statement", fixture.statement("lao", "district", cell, 2021)))
                    .startsWith("0 ");
            JsonNode own = fixture.api("inspector")
                    .get("/api/v1/tables?unit=lao&year=2021")
                    .json();
            assertThat(head.path("contribution"))
                    .as(cell)
                    .isEqualTo(own.path("cells").path(cell));
            assertThat(head.path("countsFor").stringValue()).isEqualTo("lao");
            Checkpoint checkpoint =
                    Checkpoint.open(head.path("checkpoint").stringValue(), VerifierKey.parse(fixture.key()));
            assertThat(lines).hasSizeGreaterThan(2);
            for (JsonNode entry : lines.subList(1, lines.size())) {
                byte[] leaf = Base64.getDecoder().decode(entry.path("leaf").stringValue());
                List<byte[]> path = new ArrayList<>();
                entry.path("proof").forEach(hash -> path.add(Base64.getDecoder().decode(hash.stringValue())));
                assertThat(Merkle.isIncluded(
                                entry.path("i").longValue(),
                                checkpoint.size(),
                                Merkle.leafHash(leaf),
                                path,
                                checkpoint.root()))
                        .isTrue();
            }
        }
        String stated = fixture.statement("lao", "district", "2.licence", 2021);
        assertThat(verified("statement", stated.replaceFirst("\"contribution\":[0-9]+", "\"contribution\":9999")))
                .startsWith("1 ")
                .contains("cell 2.licence");
        assertThat(verified("statement", stated.substring(0, stated.lastIndexOf("{\"i\""))))
                .as("an act is left out")
                .startsWith("1 ");
        JsonNode vertical = Api.JSON.readTree(fixture.statement("chui", "district", "2.licence", 2021)
                .lines()
                .findFirst()
                .orElseThrow());
        assertThat(vertical.path("countsFor").isNull()).isTrue();
        assertThat(vertical.path("contribution").longValue()).isZero();
        JsonNode later = Api.JSON.readTree(fixture.statement("lao", "district", "3.carried-in.total", 2022)
                .lines()
                .findFirst()
                .orElseThrow());
        assertThat(later.path("countsFor").stringValue()).isEqualTo("ju");
    }

    @Test
    void whoever_reads_a_case_or_takes_evidence_out_is_noted_and_so_is_who_was_refused() {
        fixture.user("clerk", "ju", "clerk");
        fixture.api("inspector").get("/api/v1/units/ju/subjects");
        fixture.api("clerk").get("/api/v1/units/fu/subjects/any");
        fixture.bundle("fu", 2021, 20L);
        List<String> seen = new ArrayList<>();

        JsonNode page = fixture.api("inspector")
                .get("/api/v1/access-log?limit=1000&from=2000-01-01")
                .json();
        page.path("accesses")
                .forEach(line -> seen.add(line.path("user").stringValue() + " "
                        + line.path("action").stringValue() + " "
                        + line.path("unit").toString() + " "
                        + line.path("status").intValue()));

        assertThat(seen)
                .contains("inspector cases \"ju\" 200", "clerk case \"fu\" 404", "inspector evidence \"fu\" 200");
        assertThat(fixture.api("inspector")
                        .get("/api/v1/access-log?to=2000-01-01")
                        .json()
                        .path("accesses")
                        .size())
                .isZero();
        assertThat(fixture.api("inspector")
                        .get("/api/v1/access-log?limit=1")
                        .json()
                        .path("next")
                        .isString())
                .isTrue();
    }

    @Test
    void health_and_meters_show_how_the_log_stands() {
        JsonNode health = fixture.admin().get("/actuator/health").json();
        JsonNode log = health.path("components").path("transparencyLog");
        assertThat(log.path("status").stringValue()).isEqualTo("UP");
        assertThat(log.path("details").path("state").stringValue()).isEqualTo("running");
        assertThat(fixture.admin().get("/actuator/prometheus").text())
                .contains("minglu_log_lag 0", "minglu_log_read_only 0", "minglu_log_unwitnessed");
        JsonNode status = fixture.api("inspector").get("/api/v1/log").json();
        assertThat(status.path("state").stringValue()).isEqualTo("running");
        assertThat(status.path("lag").longValue()).isZero();
    }

    /** Last, because from then on the log is read-only. */
    @Test
    @Order(Integer.MAX_VALUE)
    void an_update_of_one_stored_event_is_found_before_the_next_signature_and_acts_go_on() {
        long size = checkpoint().size();
        assertThat(fixture.admin()
                        .post("/api/v1/log/recoveries", "{\"reason\":\"no need\"}")
                        .status())
                .isEqualTo(503);
        fixture.tamper(
                "domainevententry",
                "UPDATE domainevententry SET payload = payload || convert_to(' ', 'UTF8') WHERE globalindex = 100");
        long position = fixture.record(
                List.of(
                        "{\"unit\":\"ju\",\"subject\":\"XK-after\",\"id\":\"1\",\"type\":\"decision-made\",\"occurredOn\":\"2021-05-06\",\"data\":{\"kind\":\"penalty\"}}"));

        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> fixture.api("inspector")
                        .get("/api/v1/log")
                        .json()
                        .path("state")
                        .stringValue()
                        .equals("read-only"));

        assertThat(checkpoint().size()).as("nothing was signed").isEqualTo(size);
        JsonNode health = fixture.admin().get("/actuator/health").json();
        assertThat(health.path("status").stringValue()).isEqualTo("DOWN");
        assertThat(health.path("components")
                        .path("transparencyLog")
                        .path("details")
                        .path("reason")
                        .stringValue())
                .contains("position 100");
        assertThat(fixture.get(null, "/actuator/health/readiness").statusCode()).isEqualTo(200);
        Api.Answer receipt = fixture.api("inspector").get("/api/v1/units/ju/subjects/XK-after/acts/1/receipt");
        assertThat(receipt.status()).isEqualTo(202);
        assertThat(receipt.headers().firstValue("Retry-After")).contains("1");
        assertThat(receipt.json().path("position").longValue()).isEqualTo(position);
        assertThat(fixture.api("inspector")
                        .get("/api/v1/tables?unit=ju&year=2021&atLeast=" + position)
                        .status())
                .isEqualTo(200);

        assertThat(fixture.api("inspector")
                        .post("/api/v1/log/recoveries", "{\"reason\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(fixture.admin()
                        .post("/api/v1/log/recoveries", "{\"reason\":\"\"}")
                        .status())
                .isEqualTo(422);
        Api.require(fixture.admin().post("/api/v1/log/recoveries", "{\"reason\":\"the change was examined\"}"), 200);
        fixture.awaitSigned(position);
        assertThat(checkpoint().origin()).isEqualTo("log.example/minglu/2");
        byte[] again = fixture.bundle("ju", 2021, null);
        assertThat(files(again)).containsKey("recovery/2");
        HandedOut.Said said = HandedOut.verified(again, fixture.key());
        assertThat(said.status()).as(said.text()).isZero();
    }
}
