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
import java.util.concurrent.TimeUnit;

/** Minglu as a process of its own, started by the real command line, so that a test can kill it hard. */
public final class MingluProcess implements AutoCloseable {

    /** The first administrator's password in tests. */
    public static final String ADMIN_PASSWORD = "admin-password-of-the-tests";

    private final Path data;
    private final int port;
    private final List<String> jvmOptions;
    private Process process;

    /** A server on a data directory; not started yet. */
    public MingluProcess(Path data, String... jvmOptions) {
        this.data = data;
        this.port = freePort();
        this.jvmOptions = List.of(jvmOptions);
    }

    /** Starts it and waits until it is ready. */
    public MingluProcess start(String... serveOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A test's server lives shortly: the quick compiler alone saves half its time.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "minglu.standalone.Minglu", "serve"));
        command.addAll(List.of("--port", String.valueOf(port), "--data", data.toString()));
        command.addAll(List.of(serveOptions));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling("server.log").toFile()));
        builder.environment().put("MINGLU_ADMIN_PASSWORD", ADMIN_PASSWORD);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .failFast("the server ended", () -> !process.isAlive())
                .until(this::isReady);
        return this;
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

    private boolean isReady() {
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(url() + "/actuator/health/readiness"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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
