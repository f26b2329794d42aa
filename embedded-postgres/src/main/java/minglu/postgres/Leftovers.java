package minglu.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Server processes that a dead Minglu left on a data directory. Call only while holding the directory's lock. */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration FAST = Duration.ofSeconds(20);
    private static final Duration IMMEDIATE = Duration.ofSeconds(10);

    private Leftovers() {}

    /** Ends all processes that work on the data directory: first by asking, in the end by force. */
    static void stop(Path data, ServerAccount account, PostgresBinaries binaries) throws IOException {
        Optional<Long> pid = recordedPid(data);
        if (pid.isPresent() && worksOn(pid.get(), data)) {
            LOG.warn("Stopping the PostgreSQL server {} that a dead run left on {}.", pid.get(), data);
            if (!stop(data, account, binaries, "fast", FAST)) {
                stop(data, account, binaries, "immediate", IMMEDIATE);
            }
        }
        kill(data);
        // The number of a dead server may have gone to another process, and PostgreSQL would then take that one for
        // a living server. A file with a dead number stays: PostgreSQL itself checks it best.
        if (pid.isPresent() && ProcessHandle.of(pid.get()).isPresent() && !worksOn(pid.get(), data)) {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        }
    }

    /** Asks the server of the data directory to stop; false when it still runs after the time. */
    static boolean stop(Path data, ServerAccount account, PostgresBinaries binaries, String mode, Duration timeout) {
        List<String> command = List.of(
                binaries.program("pg_ctl"),
                "stop",
                "-D",
                data.toString(),
                "-m",
                mode,
                "-w",
                "-t",
                Long.toString(timeout.toSeconds()));
        Commands.Result result = Commands.run(account.command(command), Path.of("/"));
        if (!result.succeeded()) {
            LOG.warn("A {} stop of the PostgreSQL server on {} failed: {}", mode, data, result.oneLine());
        }
        return result.succeeded();
    }

    /**
     * Ends what still works on the data directory at once. Nothing committed is lost: the next start does crash
     * recovery, as after a power cut.
     */
    static void kill(Path data) {
        List<ProcessHandle> found = ProcessHandle.allProcesses()
                .filter(process -> worksOn(process.pid(), data))
                .toList();
        found.forEach(ProcessHandle::destroyForcibly);
        long end = System.nanoTime() + IMMEDIATE.toNanos();
        for (ProcessHandle process : found) {
            // Not onExit: a process that nobody reaps would never end for it.
            while (worksOn(process.pid(), data)) {
                if (System.nanoTime() > end) {
                    throw new PostgresException("The leftover PostgreSQL process " + process.pid() + " on " + data
                            + " does not end: end it by hand, then start again.");
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    /** The pid in postmaster.pid, if that file is there and begins with a number. */
    static Optional<Long> recordedPid(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Files.readAllLines(file).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("[0-9]{1,10}"))
                .map(Long::valueOf);
    }

    /** Whether the process is alive and a server of that data directory, or a child of one. */
    static boolean worksOn(long pid, Path data) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            List<String> words = Arrays.asList(
                    new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8).split("\0"));
            int option = words.indexOf("-D");
            if (option > 0
                    && option + 1 < words.size()
                    && words.get(option + 1).equals(data.toString())
                    && words.get(option - 1).endsWith("/postgres")) {
                return true;
            }
            // The children of the server carry other titles, but stay in its directory.
            return words.get(0).startsWith("postgres: ")
                    && Files.readSymbolicLink(process.resolve("cwd")).equals(data);
        } catch (IOException e) {
            // It ended meanwhile, or belongs to somebody else.
            return false;
        }
    }
}
