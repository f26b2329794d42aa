package minglu.queryservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.axonserver.connector.query.AxonServerQueryBus;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.updates.UpdateChecker;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it starts while Axon Server is away: it waits, says why it is not ready, and tells what it knows. */
@SpringBootTest(
        classes = QueryService.class,
        properties = "spring.config.name=query-service",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class QueryServiceWithoutAxonServerTest {

    private static final String PASSWORD = "first-password";
    private final HttpClient client = HttpClient.newHttpClient();

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws IOException {
        TestDatabase database = TestPostgres.freshDatabase();
        registry.add("minglu.database.url", () -> database.jdbcUrl(Role.APP));
        registry.add("minglu.database.user", () -> database.user(Role.APP));
        registry.add("minglu.database.password", () -> database.password(Role.APP));
        registry.add("minglu.database.owner-user", () -> database.user(Role.OWNER));
        registry.add("minglu.database.owner-password", () -> database.password(Role.OWNER));
        String keys = Files.createTempDirectory("minglu-keys").resolve("keys").toString();
        registry.add("minglu.keys", () -> keys);
        registry.add("MINGLU_ADMIN_PASSWORD", () -> PASSWORD);
        try (ServerSocket free = new ServerSocket(0)) {
            int nobody = free.getLocalPort();
            registry.add("axon.axonserver.servers", () -> "localhost:" + nobody);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        String user = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Basic " + user)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void events_come_from_axon_server_and_tokens_lie_in_the_database() {
        assertThat(context.getBean(CommandBus.class)).isInstanceOf(AxonServerCommandBus.class);
        assertThat(context.getBean(QueryBus.class)).isInstanceOf(AxonServerQueryBus.class);
        assertThat(context.getBean(EventStore.class)).isInstanceOf(AxonServerEventStore.class);
        assertThat(context.getBean(TokenStore.class)).isInstanceOf(JdbcTokenStore.class);
        assertThat(context.getBean(TransactionManager.class)).isInstanceOf(SpringTransactionManager.class);
        assertThat(context.getBeanNamesForType(UpdateChecker.class)).isEmpty();
    }

    @Test
    void readiness_says_why() throws Exception {
        HttpResponse<String> readiness = get("/actuator/health/readiness");

        assertThat(readiness.statusCode()).isEqualTo(503);
        JsonNode components = json(readiness).get("components");
        assertThat(components.at("/db/status").stringValue()).isEqualTo("UP");
        assertThat(components.at("/axonServerReached/status").stringValue()).isEqualTo("DOWN");
        assertThat(components.at("/axonServerReached/details/reason").stringValue())
                .contains("has not been connected yet");
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    @Test
    void what_was_followed_can_be_read_and_what_needs_the_event_store_is_unavailable() throws Exception {
        String alsoInspector = "{\"password\":\"" + PASSWORD + "\",\"roles\":[\"admin\",\"inspector\"],\"unit\":null}";
        assertThat(send("PUT", "/api/v1/users/admin", alsoInspector).statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/tables?unit=district&year=2021").statusCode()).isEqualTo(200);

        HttpResponse<String> answer = get("/api/v1/tables?unit=district&year=2021&knownAt=2024-01-01");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(json(answer).get("type").stringValue()).isEqualTo("urn:minglu:problem:unavailable");
    }
}
