package minglu.standalone.evidence;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;
import minglu.standalone.serve.MingluServer;
import minglu.standalone.serve.ServeOptions;
import minglu.standalone.testing.Api;
import tools.jackson.databind.JsonNode;

/**
 * A whole server with the notary, on a database of its own, in this process: random acts go in by the public import, evidence comes out
 * by the public addresses. Made for tests of the log, and for those of whoever verifies its evidence.
 */
public final class EvidenceFixture implements AutoCloseable {

    private static final String PASSWORD = "password-of-the-tests";

    private final TestDatabase database = TestPostgres.freshDatabase();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path directory;
    private final int port;
    private MingluServer server;

    private EvidenceFixture() {
        try {
            directory = Files.createTempDirectory("minglu-evidence");
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a server with the units of {@link RandomActs}, and users {@code inspector} and {@code importer}. */
    public static EvidenceFixture start() {
        EvidenceFixture fixture = new EvidenceFixture();
        fixture.restart();
        fixture.admin().user("inspector", PASSWORD, null, "inspector");
        fixture.admin().user("importer", PASSWORD, null, "importer");
        RandomActs.UNITS.forEach(
                (unit, body) -> Api.require(fixture.admin().put("/api/v1/units/" + unit, body), 200, 201));
        return fixture;
    }

    /** Stops the server if it runs, and starts it on the same database and directories. */
    public EvidenceFixture restart() {
        stop();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("minglu.database.user", database.user(Role.APP));
        settings.put("minglu.database.password", database.password(Role.APP));
        settings.put("minglu.database.owner-user", database.user(Role.OWNER));
        settings.put("minglu.database.owner-password", database.password(Role.OWNER));
        settings.put("minglu.log.interval", "100ms");
        settings.put("minglu.log.origin", "log.example/minglu");
        settings.put(ServeOptions.ADMIN_PASSWORD, PASSWORD);
        server = MingluServer.start(new ServeOptions(
                port,
                "127.0.0.1",
                directory.resolve("data"),
                directory.resolve("keys"),
                database.jdbcUrl(Role.APP),
                settings));
        return this;
    }

    private void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** Records random acts; answers the last position. */
    public long record(long seed, int acts) {
        return record(RandomActs.of(seed, acts));
    }

    /** Records acts, one a line of NDJSON; what the rules refuse is left out. Answers the last position. */
    public long record(List<String> acts) {
        JsonNode done = Api.require(
                        api("importer")
                                .post(
                                        "/api/v1/imports",
                                        "application/x-ndjson",
                                        String.join("\n", acts).getBytes(StandardCharsets.UTF_8)),
                        200)
                .json();
        return done.path("lastPosition").longValue();
    }

    /** Waits until a signed checkpoint covers a position. */
    public EvidenceFixture awaitSigned(long position) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> size(checkpoint()) >= position);
        return this;
    }

    /** Number of events that a checkpoint covers. */
    public static long size(String checkpoint) {
        return Long.parseLong(checkpoint.split("\n")[1]);
    }

    /** An evidence bundle, a zip; {@code knownAt} null: everything known now. */
    public byte[] bundle(String unit, int year, Long knownAt) {
        String at = knownAt == null ? "" : "&knownAt=" + knownAt;
        return bytes("inspector", "/api/v1/evidence?unit=" + unit + "&year=" + year + at);
    }

    /** The receipt of an act, a tlog-proof; waits until there is one. */
    public String receipt(String unit, String subject, String id) {
        String path = "/api/v1/units/" + unit + "/subjects/" + Api.segment(subject) + "/acts/" + id + "/receipt";
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Api.require(api("inspector").get(path), 200, 202).status() == 200);
        return api("inspector").get(path).text();
    }

    /** The statement of a unit about a cell of a node, NDJSON. */
    public String statement(String unit, String node, String cell, int year) {
        return new String(
                bytes(
                        "inspector",
                        "/api/v1/units/" + unit + "/statement?node=" + node + "&cell=" + cell + "&year=" + year),
                StandardCharsets.UTF_8);
    }

    /** The verifier key of the log. */
    public String key() {
        return text("/log/key").strip();
    }

    /** The newest checkpoint, a signed note. */
    public String checkpoint() {
        return text("/log/checkpoint");
    }

    /** A public address, read without a user. */
    public String text(String path) {
        return new String(bytes(null, path), StandardCharsets.UTF_8);
    }

    /** The bytes at an address; {@code user} null: without a user. */
    public byte[] bytes(String user, String path) {
        HttpResponse<byte[]> answer = get(user, path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(
                    path + ": " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    /** The answer at an address; {@code user} null: without a user. */
    public HttpResponse<byte[]> get(String user, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        if (user != null) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A client of a user. */
    public Api api(String user) {
        return new Api(url(), user, PASSWORD);
    }

    /** A client of the administrator. */
    public Api admin() {
        return api("admin");
    }

    /** Creates a user with the password of all. */
    public void user(String name, String unit, String... roles) {
        admin().user(name, PASSWORD, unit, roles);
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Runs statements as the owner of the tables, with the triggers of a table off. */
    public void tamper(String table, String... statements) {
        try (Connection owner = database.connect(Role.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute("ALTER TABLE " + table + " DISABLE TRIGGER USER");
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the log's directory and the keys are. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        stop();
        database.drop();
    }
}
