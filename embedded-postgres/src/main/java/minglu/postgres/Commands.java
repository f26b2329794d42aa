package minglu.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the programs of the operating system and of PostgreSQL. */
final class Commands {

    /** What a program left: its exit status and its output, standard error included. */
    record Result(int status, String output) {
        boolean succeeded() {
            return status == 0;
        }

        /** The output on one line, to be quoted in a message. */
        String oneLine() {
            return output.strip().replaceAll("\\s*\\R\\s*", " ");
        }
    }

    private Commands() {}

    /**
     * A builder whose environment cannot change what PostgreSQL does: variables such as PGDATA or PGOPTIONS are
     * removed and messages come in English.
     */
    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null"));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /** Runs the program to its end; a program that is missing counts as failed, like in a shell. */
    static Result run(List<String> command, Path workingDirectory) {
        Process process;
        try {
            process = builder(command).directory(workingDirectory.toFile()).start();
        } catch (IOException e) {
            return new Result(127, String.valueOf(e.getMessage()));
        }
        try (var output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            await(process, Duration.ofMinutes(1));
            return new Result(process.isAlive() ? 126 : process.exitValue(), text);
        } catch (IOException e) {
            return new Result(126, String.valueOf(e.getMessage()));
        }
    }

    /** Waits for the end of the process and keeps an interrupt for later; false when it still runs. */
    static boolean await(Process process, Duration timeout) {
        boolean interrupted = false;
        long end = System.nanoTime() + timeout.toNanos();
        try {
            while (true) {
                try {
                    return process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The program of that name on the path of this process. */
    static Optional<String> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Arrays.stream(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
