package minglu.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Minglu as it is shipped, a process of its own on a PostgreSQL that the benchmark shares with it. */
final class Server implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ADMIN_PASSWORD = "password-of-the-benchmark";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final Path log;
    private final String url;

    private Server(Process process, Path log, String url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /**
     * Starts {@code serve} and waits until it is ready.
     *
     * @param jar the shipped jar
     * @param data its data directory
     */
    static Server start(Path jar, Path data, EmbeddedPostgres postgres) throws IOException {
        int port = freePort();
        Path log = data.resolveSibling("server.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-jar",
                        jar.toString(),
                        "serve",
                        "--port",
                        String.valueOf(port),
                        "--data",
                        data.toString(),
                        "--database",
                        postgres.jdbcUrl(Role.APP)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MINGLU_ADMIN_PASSWORD", ADMIN_PASSWORD);
        builder.environment().put("MINGLU_DATABASE_USER", postgres.user(Role.APP));
        builder.environment().put("MINGLU_DATABASE_PASSWORD", postgres.password(Role.APP));
        builder.environment().put("MINGLU_DATABASE_OWNER_USER", postgres.user(Role.OWNER));
        builder.environment().put("MINGLU_DATABASE_OWNER_PASSWORD", postgres.password(Role.OWNER));
        Server server = new Server(builder.start(), log, "http://127.0.0.1:" + port);
        server.awaitReady();
        return server;
    }

    private void awaitReady() throws IOException {
        for (long end = System.nanoTime() + Duration.ofMinutes(2).toNanos(); System.nanoTime() < end; ) {
            try {
                if (send("GET", "/actuator/health/readiness", null, BodyPublishers.noBody()).status == 200) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the server ended: " + Files.readString(log), e);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        throw new IllegalStateException("the server is not ready after two minutes: " + Files.readString(log));
    }

    /** Where it listens. */
    String url() {
        return url;
    }

    record Answer(int status, JsonNode json) {}

    /** Sends JSON as the administrator, who records too here; fails unless the answer is a success. */
    Answer put(String path, String json) throws IOException {
        return succeed(send("PUT", path, "application/json", BodyPublishers.ofString(json)));
    }

    Answer post(String path, String mediaType, BodyPublisher body) throws IOException {
        return succeed(send("POST", path, mediaType, body));
    }

    Answer get(String path) throws IOException {
        return succeed(send("GET", path, null, BodyPublishers.noBody()));
    }

    private static Answer succeed(Answer answer) {
        if (answer.status / 100 != 2) {
            throw new IllegalStateException("status " + answer.status + ": " + answer.json);
        }
        return answer;
    }

    private Answer send(String method, String path, String mediaType, BodyPublisher body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofMinutes(30))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("admin:" + ADMIN_PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .method(method, body);
        if (mediaType != null) {
            request.header("Content-Type", mediaType);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
