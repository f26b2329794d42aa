package minglu.standalone.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import minglu.standalone.testing.Api;
import org.postgresql.PGConnection;
import tools.jackson.databind.JsonNode;

/** A history of several units and years that is recorded on one installation and must read the same on others. */
final class MovedHistory {

    private static final List<String> UNITS = List.of("gaj", "jyj", "sjj", "wjj", "zjj");
    private static final int FIRST_YEAR = 2019;
    private static final int YEARS = 4;
    private static final String PASSWORD = "a-long-password-of-tests";
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final int acts;
    private long last;
    private JsonNode firstReceipt;
    private Map<String, String> tables;

    MovedHistory(int acts) {
        this.acts = acts;
    }

    /** The position of the last event. */
    long last() {
        return last;
    }

    /** Records everything on an empty installation and remembers what it then reads. */
    void record(Api admin, String url, Path file) throws IOException {
        for (String unit : UNITS) {
            admin.unit(unit, "department", FIRST_YEAR);
        }
        Api reader = reader(admin, url);
        writeActs(file);
        Api.Answer accepted = Api.require(reader.postFile("/api/v1/imports", "application/x-ndjson", file), 202);
        String job = URI.create(accepted.headers().firstValue("Location").orElseThrow())
                .getPath();
        AtomicReference<JsonNode> state = new AtomicReference<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            state.set(Api.require(reader.get(job), 200).json());
            return !state.get().get("state").stringValue().equals("running");
        });
        assertThat(state.get().get("recorded").longValue())
                .as(state.get().toString())
                .isEqualTo(acts);
        last = state.get().get("lastPosition").longValue();
        firstReceipt = Api.require(reader.post("/api/v1/acts", act(0)), 200).json();
        tables = tables(reader);
    }

    /** Demands that another installation gives the same tables, the same receipts and the same texts. */
    void assertSameOn(Api admin, String url) {
        Api reader = reader(admin, url);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> reader.get("/api/v1/tables?unit=jyj&year=2021&atLeast=" + last)
                                .status()
                        == 200);

        assertThat(tables(reader)).isEqualTo(tables);

        JsonNode again = Api.require(reader.post("/api/v1/acts", act(0)), 200).json();
        assertThat(again).isEqualTo(firstReceipt);
        JsonNode page = Api.require(reader.get("/api/v1/units/gaj/subjects/XK-0?atLeast=" + last), 200)
                .json();
        assertThat(page.at("/acts/0/data/title").stringValue()).isEqualTo("第0号许可决定");
        assertThat(page.at("/acts/0/recordedAt")).isEqualTo(firstReceipt.get("recordedAt"));
    }

    /**
     * Two further events, behind the history: the figures that the unit jyj published on 2020, as they were stored before events of
     * this kind named their format, and those of the unit gaj, in a format that this version does not know.
     */
    List<StoredEvent> furtherEvents() {
        return List.of(
                figures(
                        1,
                        "jyj",
                        "1",
                        "{\"unit\":\"jyj\",\"year\":2020,\"by\":\"u-1\",\"cells\":{\"2.licence\":1846}}"),
                figures(
                        2,
                        "gaj",
                        "2",
                        "{\"unit\":\"gaj\",\"year\":2020,\"by\":\"u-1\",\"format\":\"2099-1\",\"cells\":{\"2.licence\":1846}}"));
    }

    private StoredEvent figures(int behind, String unit, String revision, String payload) {
        return new StoredEvent(
                last + behind,
                "report:" + unit + ":2020",
                0,
                "Report",
                "00000000-0000-4000-8000-00000000000" + behind,
                "minglu.api.reporting.ReferenceFiguresKept",
                revision,
                Instant.parse(firstReceipt.get("recordedAt").stringValue()),
                payload.getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** Demands that the earlier form is read with the format it was of, and that figures of another format are not compared. */
    void assertFurtherEventsAreUnderstood(Api admin, String url) {
        Api reader = reader(admin, url);
        String path = "/api/v1/reports/%s/2020/reference-figures?atLeast=" + (last + 2);
        JsonNode earlier =
                Api.require(reader.get(String.format(path, "jyj")), 200).json();
        assertThat(earlier.at("/differences/0/cell").stringValue())
                .as(earlier.toString())
                .isEqualTo("2.licence");
        assertThat(earlier.at("/differences/0/published").longValue()).isEqualTo(1846);
        assertThat(earlier.at("/differences/0/computed").longValue()).isEqualTo(licencesOf("jyj", 2020));

        JsonNode foreign =
                Api.require(reader.get(String.format(path, "gaj")), 200).json();
        assertThat(foreign.at("/cells/2.licence").longValue())
                .as(foreign.toString())
                .isEqualTo(1846);
        assertThat(foreign.get("differences").size()).isZero();
    }

    private static Api reader(Api admin, String url) {
        admin.user("mover", PASSWORD, null, "importer", "inspector");
        return new Api(url, "mover", PASSWORD);
    }

    /** The whole answers: figures, checks, and as of when. */
    private Map<String, String> tables(Api reader) {
        Map<String, String> all = new TreeMap<>();
        List<String> units = new ArrayList<>(UNITS);
        units.add("district");
        for (String unit : units) {
            for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
                String query = "unit=" + unit + "&year=" + year + "&knownAt=" + last;
                all.put(
                        query,
                        Api.require(reader.get("/api/v1/tables?" + query), 200).text());
            }
        }
        return all;
    }

    private void writeActs(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < acts; i++) {
                out.write(act(i));
                out.write('\n');
            }
        }
    }

    private static String unit(int i) {
        return UNITS.get(i % UNITS.size());
    }

    private static int year(int i) {
        return FIRST_YEAR + i / UNITS.size() % YEARS;
    }

    private static boolean isLicence(int i) {
        return i % 3 == 0;
    }

    private long licencesOf(String unit, int year) {
        long count = 0;
        for (int i = 0; i < acts; i++) {
            count += isLicence(i) && unit(i).equals(unit) && year(i) == year ? 1 : 0;
        }
        return count;
    }

    private static String act(int i) {
        String day = String.format("%d-%02d-%02d", year(i), 1 + i % 12, 1 + i % 28);
        if (isLicence(i)) {
            return act(
                    unit(i), "XK-" + i, "decision-made", day, "{\"kind\":\"licence\",\"title\":\"第" + i + "号许可决定\"}");
        }
        if (i % 3 == 1) {
            return act(
                    unit(i), "SQ-" + i, "request-received", day, "{\"applicant\":\"enterprise\",\"channel\":\"mail\"}");
        }
        return act(unit(i), "SF-" + year(i), "id-" + i, "charge-collected", day, "{\"amountYuan\":\"" + i + ".50\"}");
    }

    private static String act(String unit, String subject, String type, String day, String data) {
        return act(unit, subject, "1", type, day, data);
    }

    private static String act(String unit, String subject, String id, String type, String day, String data) {
        return "{\"unit\":\"" + unit + "\",\"subject\":\"" + subject + "\",\"id\":\"" + id + "\",\"type\":\"" + type
                + "\",\"occurredOn\":\"" + day + "\",\"data\":" + data + "}";
    }

    /** The rows beside the events without which texts stay closed. */
    static void copyTextKeys(Connection from, Connection to) throws SQLException, IOException {
        for (String table : List.of("text_key", "text_key_erasure")) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            from.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + table + " TO STDOUT", rows);
            to.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN", new ByteArrayInputStream(rows.toByteArray()));
        }
    }

    /** The keys of an installation, for another one. */
    static void copyKeys(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
