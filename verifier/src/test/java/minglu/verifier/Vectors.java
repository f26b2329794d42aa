package minglu.verifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Public test vectors, read in place. They lie beside the project, or where the system property {@code minglu.vectors} says;
 * where they are absent the tests are skipped, loudly.
 */
final class Vectors {

    private static final Path FOLDER = Path.of(System.getProperty("minglu.vectors", "../../shared/vectors"));

    private Vectors() {}

    static Path path(String name) {
        boolean there = Files.isDirectory(FOLDER);
        if (!there) {
            System.err.println("SKIPPED: there are no test vectors in " + FOLDER.toAbsolutePath()
                    + "; give -Dminglu.vectors=FOLDER");
        }
        Assumptions.assumeTrue(there, "test vectors in " + FOLDER.toAbsolutePath());
        return FOLDER.resolve(name);
    }

    static byte[] bytes(String name) {
        return read(path(name));
    }

    static JsonNode json(String name) {
        return JsonMapper.shared().readTree(bytes(name));
    }

    /** All files below a folder. */
    static List<Path> files(String name) {
        try (Stream<Path> all = Files.walk(path(name))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
