package minglu.standalone.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a server as one user. A refusal or a silent server ends the command with a {@link CommandFailure}. */
final class MingluClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Longer than the longest wait the contract promises, so that the server's own answer comes first. */
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI url;
    private final String authorization;

    MingluClient(URI url, String user, String password) {
        this.url = url;
        authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * An answer that is no refusal.
     *
     * @param status 200 to 299
     * @param location header {@code Location}, or null
     * @param body as received
     */
    record Answer(int status, String location, byte[] body) {

        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    Answer get(String path, Map<String, String> parameters) {
        return send(request(path, parameters).GET());
    }

    /** Asks again while the server says that it is not there yet, as long as it takes. */
    Answer getPatiently(String path, Map<String, String> parameters) {
        while (true) {
            HttpResponse<byte[]> response = exchange(request(path, parameters).GET());
            if (response.statusCode() != 503) {
                return answer(response);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    Answer put(String path, Object body) {
        return send(request(path, Map.of())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Asks for something to be done that needs no further words. */
    Answer post(String path) {
        return send(request(path, Map.of()).POST(BodyPublishers.noBody()));
    }

    /** Sends a body of any size; it is read while it is sent. */
    Answer upload(String path, Map<String, String> parameters, String mediaType, BodyPublisher body) {
        return send(request(path, parameters)
                .header("Content-Type", mediaType)
                .header("Prefer", "respond-async")
                .POST(body));
    }

    private HttpRequest.Builder request(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(url.resolve(query.isEmpty() ? path : path + "?" + query))
                .timeout(ANSWER)
                .header("Authorization", authorization)
                .header("Accept", "application/json");
    }

    private Answer send(HttpRequest.Builder request) {
        return answer(exchange(request));
    }

    private HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new CommandFailure(
                    CommandFailure.UNREACHABLE, "无法连接服务器 / The server " + url + " cannot be reached: " + reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(CommandFailure.UNREACHABLE, "已中断 / Interrupted while " + url + " was asked.");
        }
    }

    private Answer answer(HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            throw refusal(response);
        }
        return new Answer(
                response.statusCode(), response.headers().firstValue("Location").orElse(null), response.body());
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private CommandFailure refusal(HttpResponse<byte[]> response) {
        StringBuilder sentence = new StringBuilder("服务器拒绝 / The server refuses (")
                .append(response.statusCode())
                .append(")");
        if (response.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
            JsonNode problem = JSON.readTree(response.body());
            sentence.append(": ")
                    .append(problem.path("detail")
                            .asString(problem.path("title").asString("")));
            problem.path("violations").forEach(violation -> sentence.append(System.lineSeparator())
                    .append("  ")
                    .append(violation.path("pointer").asString(""))
                    .append("  ")
                    .append(violation.path("message").asString("")));
        } else if (response.statusCode() == 401) {
            sentence.append(": 用户或密码不正确 / the user or the password is wrong");
        }
        boolean mine = response.statusCode() / 100 == 4;
        return new CommandFailure(mine ? CommandFailure.USAGE : CommandFailure.UNREACHABLE, sentence.toString());
    }
}
