package minglu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary directory that is removed with everything in it, unless the logs in it are wanted because something failed. */
final class Workplace implements AutoCloseable {

    private final Path directory;
    private final boolean kept;

    Workplace(Path directory, boolean kept) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.kept = kept;
    }

    /** A path in it. */
    Path resolve(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() throws IOException {
        if (kept) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
