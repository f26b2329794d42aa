package minglu.standalone.contract;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * An Axon Server that a test starts and stops itself. How to start one is told from outside: {@code
 * -Dminglu.axonserver.run=PROGRAM}, a program that takes data directory, HTTP port and gRPC port and stays in the foreground.
 */
public final class AxonServerProcess implements AutoCloseable {

    /** Name of the property. */
    public static final String PROGRAM = "minglu.axonserver.run";

    private final Path data;
    private final int http = ServiceProcess.freePort();
    private final int grpc = ServiceProcess.freePort();
    private Process process;

    /** On a directory of its own, not started yet. */
    public AxonServerProcess(Path data) {
        this.data = data;
    }

    /** host:port of its gRPC interface. */
    public String address() {
        return "localhost:" + grpc;
    }

    /** Starts it and waits until it listens. */
    public AxonServerProcess start() {
        try {
            process = new ProcessBuilder(
                            System.getProperty(PROGRAM), data.toString(), String.valueOf(http), String.valueOf(grpc))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(300))
                .failFast("Axon Server ended", () -> !process.isAlive())
                .until(this::listens);
        return this;
    }

    private boolean listens() {
        try (Socket socket = new Socket("localhost", grpc)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** kill -9. */
    void killHard() {
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("Axon Server did not end within 60 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.destroyForcibly();
            awaitEnd();
        }
    }
}
