package minglu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP to a running application, with addresses and bytes exactly as given. */
@SpringBootTest(classes = TestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(SampleController.class)
public abstract class HttpTest {

    /** Password of the first user. */
    public static final String ADMIN_PASSWORD = "first-password";

    private static final Map<String, Object> PROPERTIES = TestProperties.fresh();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        PROPERTIES.forEach((name, value) -> registry.add(name, () -> value));
    }

    /** A request to a path, percent-encoded as it is given; of nobody. */
    protected HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    /** A request of the administrator. */
    protected HttpRequest.Builder asAdmin(String path) {
        return as("admin", ADMIN_PASSWORD, path);
    }

    /** A request of a user. */
    protected HttpRequest.Builder as(String user, String password, String path) {
        return to(path).header("Authorization", basic(user, password));
    }

    /** Gives the request a JSON body. */
    protected static HttpRequest.Builder json(String method, HttpRequest.Builder request, String body) {
        return request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
    }

    /** Sends it. */
    protected HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads a body. */
    protected static JsonNode body(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** Demands a problem document of full shape, and gives it. */
    protected static JsonNode problem(HttpResponse<String> response, int status, String code) {
        assertThat(response.body()).as("body of %s", response).startsWith("{");
        JsonNode problem = body(response);
        assertThat(problem.path("type").asString()).as(response.body()).isEqualTo("urn:minglu:problem:" + code);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.propertyNames()).isSubsetOf("type", "title", "status", "detail", "violations");
        return problem;
    }

    /** The header of HTTP Basic. */
    protected static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
