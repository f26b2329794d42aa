package minglu.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process of the product that answers HTTP. */
final class Server implements AutoCloseable {

    /** Password of the first administrator and of every user of the benchmarks. */
    static final String PASSWORD = "password-of-the-benchmark";

    /** The user who records and reads. */
    static final String USER = "bench";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final int LOWEST_PORT = 15_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final Path log;
    private final int port;
    private final long launchedAt = System.nanoTime();
    private double secondsToReady;

    private Server(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts a process and waits until it is ready.
     *
     * @param command the whole command line
     * @param variables added to its environment
     * @param port where it will listen
     * @param log file that its output is appended to
     */
    static Server start(List<String> command, Map<String, String> variables, int port, Path log) throws IOException {
        return launch(command, variables, port, log).awaitReady();
    }

    /** Starts a process and does not wait. */
    static Server launch(List<String> command, Map<String, String> variables, int port, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("MINGLU_ADMIN_PASSWORD", PASSWORD);
        builder.environment().putAll(variables);
        return new Server(endingWithThis(builder.start()), log, port);
    }

    /** Lets a process end in order when this program is interrupted. */
    static Process endingWithThis(Process process) {
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-" + process.pid()));
        return process;
    }

    /** The Java that runs this program. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Waits until it is ready. */
    Server awaitReady() throws IOException {
        for (long end = System.nanoTime() + LONGEST_START.toNanos(); System.nanoTime() < end; ) {
            try {
                if (send("admin", "GET", "/actuator/health/readiness", Map.of(), BodyPublishers.noBody()).status
                        == 200) {
                    secondsToReady = (System.nanoTime() - launchedAt) / 1e9;
                    return this;
                }
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the server ended: " + Files.readString(log), e);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        process.destroyForcibly();
        throw new IllegalStateException("the server is not ready after five minutes: " + Files.readString(log));
    }

    /** From the start of the process until it said it was ready. */
    double secondsToReady() {
        return secondsToReady;
    }

    /** Where it listens on this machine. */
    int port() {
        return port;
    }

    /** Where it listens. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The operating system's number of the process. */
    long pid() {
        return process.pid();
    }

    /** An answer; the JSON is missing if there is none. */
    record Answer(int status, JsonNode json, String location) {

        Answer succeed() {
            if (status / 100 != 2) {
                throw new IllegalStateException("status " + status + ": " + json);
            }
            return this;
        }
    }

    /** Sends JSON as the administrator. */
    Answer putAsAdmin(String path, String json) throws IOException {
        return send("admin", "PUT", path, json("application/json"), BodyPublishers.ofString(json))
                .succeed();
    }

    /** Orders something as the administrator; the answer may be a refusal. */
    Answer post(String path) throws IOException {
        return send("admin", "POST", path, json("application/json"), BodyPublishers.noBody());
    }

    /** Asks as the administrator. */
    Answer getAsAdmin(String path) throws IOException {
        return send("admin", "GET", path, Map.of(), BodyPublishers.noBody()).succeed();
    }

    /** Asks as the user of the benchmarks; the answer may be a refusal. */
    Answer get(String path) throws IOException {
        return send(USER, "GET", path, Map.of(), BodyPublishers.noBody());
    }

    /** Sends a file of acts as the user of the benchmarks, and waits for the answer unless it is not to be waited for. */
    Answer importFile(Path file, boolean waiting) throws IOException {
        Map<String, String> headers = waiting
                ? json("application/x-ndjson")
                : Map.of("Content-Type", "application/x-ndjson", "Prefer", "respond-async");
        return send(USER, "POST", "/api/v1/imports", headers, BodyPublishers.ofFile(file))
                .succeed();
    }

    private static Map<String, String> json(String mediaType) {
        return Map.of("Content-Type", mediaType);
    }

    /** The header that says who a user of the benchmarks is. */
    static String credentials(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private Answer send(String user, String method, String path, Map<String, String> headers, BodyPublisher body)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofHours(3))
                .header("Authorization", credentials(user))
                .method(method, body);
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    JSON.readTree(response.body()),
                    response.headers().firstValue("Location").orElse(null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** kill -9. */
    void killHard() {
        process.destroyForcibly();
        awaitEnd();
    }

    @Override
    public void close() {
        process.destroy();
        if (!awaitEnd()) {
            killHard();
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(90, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** A port below those that the system gives to outgoing connections, or it could be taken before the process opens it. */
    static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (java.net.BindException e) {
                // Taken: another one is tried.
                continue;
            }
        }
    }
}
