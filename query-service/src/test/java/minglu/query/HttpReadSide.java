package minglu.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import minglu.platform.axon.DurableEventStore;
import minglu.platform.axon.StoreHead;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.query.support.MigratedDatabase;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The read side as it runs: tracking processors on an event store, HTTP, users. */
@SpringBootTest(classes = HttpReadSide.Application.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
// Each class records a history of its own, so that none may find the store of another.
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HttpReadSide {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final String PASSWORD = "first-password";

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    EventGateway events;

    /** Not marked as a configuration, so that the service's own test, which scans this package, does not find it. */
    @EnableAutoConfiguration
    @ComponentScan(excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
    static class Application {

        /** Stands for the sequencer's engine. */
        static class DurableInMemoryEngine extends InMemoryEventStorageEngine implements DurableEventStore {}

        @Bean
        DurableInMemoryEngine eventStorageEngine() {
            return new DurableInMemoryEngine();
        }

        @Bean
        StoreHead storeHead(DurableInMemoryEngine engine) {
            return () -> {
                var head = engine.createHeadToken();
                return head == null ? 0 : head.position().orElse(-1) + 1;
            };
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws IOException {
        TestDatabase database = MigratedDatabase.fresh();
        registry.add("minglu.database.url", () -> database.jdbcUrl(Role.APP));
        registry.add("minglu.database.user", () -> database.user(Role.APP));
        registry.add("minglu.database.password", () -> database.password(Role.APP));
        registry.add("minglu.database.owner-user", () -> database.user(Role.OWNER));
        registry.add("minglu.database.owner-password", () -> database.password(Role.OWNER));
        registry.add("MINGLU_ADMIN_PASSWORD", () -> PASSWORD);
        String keys = Files.createTempDirectory("minglu-keys").resolve("keys").toString();
        registry.add("minglu.keys", () -> keys);
    }

    void user(String name, String roles, String unit) {
        HttpResponse<String> response = send(
                "admin",
                HttpRequest.newBuilder(uri("/api/v1/users/" + name))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(
                                "{\"password\":\"" + PASSWORD + "\",\"roles\":" + roles + ",\"unit\":" + unit + "}")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    HttpResponse<String> get(String user, String path) {
        return send(user, HttpRequest.newBuilder(uri(path)));
    }

    HttpResponse<String> post(String user, String path) {
        return send(user, HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    JsonNode read(String user, String path) {
        HttpResponse<String> response = get(user, path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private HttpResponse<String> send(String user, HttpRequest.Builder request) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        try {
            return client.send(
                    request.header("Authorization", "Basic " + credentials).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
