package minglu.command.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import minglu.command.MigratedDatabase;
import minglu.command.sequencer.Positions;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks HTTP to the running write side. The unit {@code jyj} reports from 2021; {@code imp} imports for all units, {@code clerk}
 * records for {@code jyj}, {@code con} consolidates, {@code insp} inspects.
 */
@SpringBootTest(classes = CommandApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class CommandHttp {

    private static final String PASSWORD = "a-long-password-of-tests";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TestDatabase DATABASE = MigratedDatabase.fresh();
    private static boolean prepared;

    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    protected Positions positions;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("minglu.database.url", () -> DATABASE.jdbcUrl(Role.APP));
        registry.add("minglu.database.user", () -> DATABASE.user(Role.APP));
        registry.add("minglu.database.password", () -> DATABASE.password(Role.APP));
        registry.add("minglu.database.owner-user", () -> DATABASE.user(Role.OWNER));
        registry.add("minglu.database.owner-password", () -> DATABASE.password(Role.OWNER));
        registry.add("minglu.keys", CommandHttp::freshKeys);
        registry.add("minglu.reporting.notary-patience", () -> "300ms");
        registry.add("MINGLU_ADMIN_PASSWORD", () -> PASSWORD);
    }

    private static String freshKeys() {
        try {
            return Files.createTempDirectory("minglu-keys").resolve("keys").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void prepare() {
        if (!prepared) {
            put("/api/v1/units/jyj", "{\"name\":\"教育局\",\"kind\":\"department\",\"reportingFrom\":2021}");
            put("/api/v1/units/gaj", "{\"name\":\"公安局\",\"kind\":\"department\",\"reportingFrom\":2021}");
            put("/api/v1/users/imp", user("importer", null));
            put("/api/v1/users/clerk", user("clerk", "jyj"));
            put("/api/v1/users/con", user("consolidator", null));
            put("/api/v1/users/insp", user("inspector", null));
            prepared = true;
        }
    }

    private void put(String path, String body) {
        HttpResponse<String> response = send("admin", "PUT", path, "application/json", bytes(body));
        assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
    }

    private static String user(String role, String unit) {
        return "{\"password\":\"%s\",\"roles\":[\"%s\"],\"unit\":%s}"
                .formatted(PASSWORD, role, unit == null ? "null" : "\"" + unit + "\"");
    }

    protected static BodyPublisher bytes(String text) {
        return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8));
    }

    protected HttpResponse<String> send(
            String user, String method, String path, String contentType, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .method(method, body);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected HttpResponse<String> get(String user, String path) {
        return send(user, "GET", path, null, BodyPublishers.noBody());
    }

    /** A file, byte by byte. */
    protected HttpResponse<byte[]> download(String user, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .build();
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected HttpResponse<String> post(String user, String path, String contentType, String body, String... headers) {
        return send(user, "POST", path, contentType, bytes(body), headers);
    }

    protected static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** Demands a problem document. */
    protected static void isProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.path("type").stringValue()).isEqualTo("urn:minglu:problem:" + code);
        assertThat(problem.path("detail").stringValue()).isNotBlank();
    }
}
