package minglu.postgres;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * How the server is started. Immutable: begin with {@link #defaults()} and change what differs.
 *
 * @param sharedBuffersMegabytes memory for cached pages, in MiB (2^20 bytes)
 * @param maxConnections connections the server accepts at the same time
 * @param binariesDirectory where the binaries are unpacked, or null for the directory of the server itself
 * @param startupTimeout how long a start may take, crash recovery included
 * @param stopWithJvm whether a shutdown hook stops the server when nobody closed it
 * @param unsafe whether durability is switched off
 */
public record Options(
        int sharedBuffersMegabytes,
        int maxConnections,
        Path binariesDirectory,
        Duration startupTimeout,
        boolean stopWithJvm,
        boolean unsafe) {

    /** The environment variable of {@link #of}. */
    public static final String PROGRAMS = "MINGLU_POSTGRES_PROGRAMS";

    private static final int LEAST_BUFFERS_MEGABYTES = 128;
    private static final int MOST_BUFFERS_MEGABYTES = 512;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a size is too small for the server to start
     */
    public Options {
        Objects.requireNonNull(startupTimeout, "startupTimeout");
        if (sharedBuffersMegabytes < 1) {
            throw new IllegalArgumentException(
                    "shared_buffers of " + sharedBuffersMegabytes + " MiB is too small: give at least 1 MiB.");
        }
        if (maxConnections < 5) {
            throw new IllegalArgumentException(
                    "max_connections of " + maxConnections + " is too small: give at least 5.");
        }
    }

    /** Durable, 128 MiB of shared buffers, 60 connections, five minutes to start, no shutdown hook. */
    public static Options defaults() {
        return new Options(128, 60, null, Duration.ofMinutes(5), false, false);
    }

    /**
     * {@link #defaults()}, with an eighth of the machine's memory as shared buffers, at least 128 MiB and at most 512 MiB; and with
     * the programs where the variable {@value #PROGRAMS} says: several installations on one machine can share them, and a data
     * directory on a disk that forbids programs can be served.
     *
     * @param variables the environment of the process
     */
    public static Options of(Map<String, String> variables) {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return of(variables, machine.getTotalMemorySize());
    }

    /** With the memory of the machine, or of the container, in bytes. */
    static Options of(Map<String, String> variables, long memory) {
        String programs = variables.get(PROGRAMS);
        Options sized = defaults().withSharedBuffersMegabytes((int)
                Math.max(LEAST_BUFFERS_MEGABYTES, Math.min(MOST_BUFFERS_MEGABYTES, memory / 8 >> 20)));
        return programs == null || programs.isBlank() ? sized : sized.withBinariesDirectory(Path.of(programs));
    }

    /** These options with another size of shared_buffers, in MiB. */
    public Options withSharedBuffersMegabytes(int megabytes) {
        return new Options(megabytes, maxConnections, binariesDirectory, startupTimeout, stopWithJvm, unsafe);
    }

    /** These options with another number of connections. */
    public Options withMaxConnections(int connections) {
        return new Options(sharedBuffersMegabytes, connections, binariesDirectory, startupTimeout, stopWithJvm, unsafe);
    }

    /** These options with the binaries unpacked into (or found in) a directory that several servers share. */
    public Options withBinariesDirectory(Path directory) {
        return new Options(sharedBuffersMegabytes, maxConnections, directory, startupTimeout, stopWithJvm, unsafe);
    }

    /** These options with another time limit of the start. */
    public Options withStartupTimeout(Duration timeout) {
        return new Options(sharedBuffersMegabytes, maxConnections, binariesDirectory, timeout, stopWithJvm, unsafe);
    }

    /** These options with a shutdown hook that stops the server when nobody closed it before the JVM ends. */
    public Options withStopWithJvm() {
        return new Options(sharedBuffersMegabytes, maxConnections, binariesDirectory, startupTimeout, true, unsafe);
    }

    /** These options with fsync and synchronous_commit off: data are lost at a power cut. Only for tests. */
    public Options unsafeButFast() {
        return new Options(
                sharedBuffersMegabytes, maxConnections, binariesDirectory, startupTimeout, stopWithJvm, true);
    }
}
