package minglu.standalone.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain HTTP client of the public contract, as an outside check would use it. One per user. */
public final class Api {

    /** Reads and writes JSON as it is. */
    public static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration LARGEST_FILE = Duration.ofMinutes(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final Duration patience;
    private final String authorization;

    /** A client of one user. */
    public Api(String base, String user, String password) {
        this(base, user, password, Duration.ofSeconds(60));
    }

    /** A client of one user that waits so long for an answer. */
    public Api(String base, String user, String password, Duration patience) {
        this.base = base;
        this.patience = patience;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param headers the headers of the answer
     * @param text the body as it came
     */
    public record Answer(int status, java.net.http.HttpHeaders headers, String text) {

        /** The body as JSON. */
        public JsonNode json() {
            return JSON.readTree(text);
        }

        /** The problem's code, or an empty text. */
        public String code() {
            return text.startsWith("{") && json().has("type")
                    ? json().get("type").stringValue().replace("urn:minglu:problem:", "")
                    : "";
        }
    }

    /** GET a path with its query. */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** PUT JSON. */
    public Answer put(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** POST JSON. */
    public Answer post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** POST bytes of a media type, and wait as long as the largest file may take. */
    public Answer post(String path, String mediaType, byte[] body) {
        return send(request(path)
                .timeout(LARGEST_FILE)
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** POST a file of any size; the answer comes at once, and says where the progress stands. */
    public Answer postFile(String path, String mediaType, Path file) throws IOException {
        return send(request(path)
                .header("Content-Type", mediaType)
                .header("Prefer", "respond-async")
                .POST(HttpRequest.BodyPublishers.ofFile(file)));
    }

    /** POST bytes of a media type with a preference (RFC 7240). */
    public Answer postPreferring(String preference, String path, String mediaType, byte[] body) {
        return send(request(path)
                .header("Prefer", preference)
                .header("Content-Type", mediaType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** Creates or replaces a user. */
    public void user(String name, String password, String unit, String... roles) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("password", password);
        body.put("roles", roles);
        body.put("unit", unit);
        require(put("/api/v1/users/" + name, JSON.writeValueAsString(body)), 200, 201);
    }

    /** Creates or replaces a unit that reports from a year on. */
    public void unit(String unit, String kind, int reportingFrom) {
        require(
                put(
                        "/api/v1/units/" + unit,
                        "{\"name\":\"" + unit + "\",\"kind\":\"" + kind + "\",\"reportingFrom\":" + reportingFrom
                                + "}"),
                200,
                201);
    }

    /** Asks again while the read side has not caught up, as that answer tells a client to do: a machine under load takes its time. */
    public static Answer caughtUp(Supplier<Answer> asked) {
        return await().atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .until(asked::get, answer -> !answer.code().equals("not-caught-up"));
    }

    /** Fails unless the answer has one of these statuses. */
    public static Answer require(Answer answer, int... statuses) {
        for (int status : statuses) {
            if (answer.status() == status) {
                return answer;
            }
        }
        throw new AssertionError("status " + answer.status() + ": " + answer.text());
    }

    /** A path segment, percent-encoded. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(patience).header("Authorization", authorization);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }
}
