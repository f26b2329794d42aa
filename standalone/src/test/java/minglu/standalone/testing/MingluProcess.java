package minglu.standalone.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Minglu as a process of its own, started by the real command line, so that a test can kill it hard. */
public final class MingluProcess implements AutoCloseable {

    /** The first administrator's password in tests. */
    public static final String ADMIN_PASSWORD = "admin-password-of-the-tests";

    private final Path data;
    private final int port;
    private final List<String> jvmOptions;
    private final Map<String, String> environment = new TreeMap<>();
    private volatile Process process;

    /** A server on a data directory; not started yet. */
    public MingluProcess(Path data, String... jvmOptions) {
        this.data = data;
        this.port = freePort();
        this.jvmOptions = new ArrayList<>(List.of(jvmOptions));
    }

    /** Lets its clock start at this instant, whatever the day of the test. */
    public MingluProcess at(String now) {
        jvmOptions.add("-D" + SetClock.PROPERTY + "=" + now);
        return this;
    }

    /** Sets a variable of its environment. */
    public MingluProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Starts it and waits until it is ready. */
    public MingluProcess start(String... serveOptions) {
        launch(serveOptions);
        return awaitHealth("readiness", 200);
    }

    /** Starts it and does not wait. */
    public MingluProcess launch(String... serveOptions) {
        return launch(ServerClasses.options(MingluProcess::startOnce), serveOptions);
    }

    private static void startOnce(Path data, List<String> classes) {
        try (MingluProcess server = new MingluProcess(data)) {
            server.launch(classes).awaitHealth("readiness", 200);
        }
    }

    private MingluProcess launch(List<String> classes, String... serveOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A test's server lives shortly: the quick compiler alone saves half its time.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvmOptions);
        command.addAll(classes);
        command.addAll(List.of("minglu.standalone.Minglu", "serve"));
        command.addAll(List.of("--port", String.valueOf(port), "--data", data.toString()));
        command.addAll(List.of(serveOptions));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling(data.getFileName() + ".log").toFile()));
        builder.environment().put("MINGLU_ADMIN_PASSWORD", ADMIN_PASSWORD);
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Waits until a group of its health answers with this status. */
    public MingluProcess awaitHealth(String group, int status) {
        // Ten seconds on an idle machine, minutes on one that builds something else meanwhile.
        await().atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofMillis(200))
                .failFast("the server ended", () -> !process.isAlive())
                .until(() -> health(group) == status);
        return this;
    }

    /** SIGSTOP: the process stands still until {@link #resume}, and knows nothing of it. */
    public void suspend() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new AssertionError("kill -" + name + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** kill -9 of the server's JVM; its database server is left to the next start. */
    public void killHard() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM; answers the exit status. */
    public int stop() {
        process.destroy();
        awaitEnd();
        return process.exitValue();
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The operating system's number of the process. */
    public long pid() {
        return process.pid();
    }

    /** A client of a user. */
    public Api api(String user, String password) {
        return new Api(url(), user, password);
    }

    /** A client of the first administrator. */
    public Api admin() {
        return api("admin", ADMIN_PASSWORD);
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            stop();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the server did not end within 60 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The status of a group of its health; 0 while nothing answers. */
    public int health(String group) {
        return healthAnswer(group).map(HttpResponse::statusCode).orElse(0);
    }

    /** A group of its health as anybody sees it; empty while nothing answers. */
    public Optional<HttpResponse<String>> healthAnswer(String group) {
        try {
            return Optional.of(HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url() + "/actuator/health/" + group))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
