package minglu.standalone.contract;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import minglu.standalone.testing.Api;

/** One command-service or query-service as a process of its own, so that a test can kill it hard. */
public final class ServiceProcess implements AutoCloseable {

    private static final int LOWEST_PORT = 15_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Kind kind;
    private final Map<String, String> settings;
    private final Path log;
    private final int port = freePort();
    private Process process;

    /** Which service. */
    public enum Kind {
        COMMAND("command-service", "minglu.commandservice.CommandService", "query-service"),
        QUERY("query-service", "minglu.queryservice.QueryService", "command-service");

        private final String title;
        private final String mainClass;
        private final String other;

        Kind(String title, String mainClass, String other) {
            this.title = title;
            this.mainClass = mainClass;
            this.other = other;
        }

        /** The class path of the tests without the modules that this service is delivered without. */
        private String classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !entry.contains("/" + other + "/") && !entry.contains("/standalone/"))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /**
     * Not started yet.
     *
     * @param settings properties of the application
     * @param log file that its output is appended to
     */
    public ServiceProcess(Kind kind, Map<String, String> settings, Path log) {
        this.kind = kind;
        this.settings = settings;
        this.log = log;
    }

    /** Starts it; it need not become ready. */
    public ServiceProcess launch() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("-cp", kind.classPath(), kind.mainClass));
        command.add("--server.port=" + port);
        command.add("--server.address=127.0.0.1");
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("MINGLU_ADMIN_PASSWORD", Installation.ADMIN_PASSWORD);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Waits until it is ready. */
    public ServiceProcess awaitReady() {
        await().atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofMillis(200))
                .failFast(this + " ended, see " + log, () -> !process.isAlive())
                .until(() -> readiness().map(answer -> answer.status() == 200).orElse(false));
        return this;
    }

    /** What it answers when asked whether it is ready; empty if nobody answers. */
    public Optional<Api.Answer> readiness() {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url() + "/actuator/health/readiness"))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return Optional.of(new Api.Answer(answer.statusCode(), answer.headers(), answer.body()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** A client that asks this node and no other. */
    public Api api(String user, String password) {
        return new Api(url(), user, password);
    }

    /** The operating system's number of the process. */
    public long pid() {
        return process.pid();
    }

    /** What it has said so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which service it is. */
    public Kind kind() {
        return kind;
    }

    /** Whether the process lives. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** kill -9. */
    public void killHard() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, without waiting for the end. */
    void requestEnd() {
        if (isAlive()) {
            process.destroy();
        }
    }

    /** SIGTERM. */
    @Override
    public void close() {
        if (isAlive()) {
            process.destroy();
            awaitEnd();
        }
    }

    /** Waits for its end and answers its exit status. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(this + " did not end within 90 s, see " + log);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return kind.title + " at " + url();
    }

    /** A port below those that the system gives to outgoing connections, or it could be taken before the process opens it. */
    static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: another one is tried.
                continue;
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST_PORT + " and " + HIGHEST_PORT);
    }
}
