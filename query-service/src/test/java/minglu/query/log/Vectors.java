package minglu.query.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public test vectors, read where they lie: beside the project, or where {@code minglu.vectors} says. Where they are absent the
 * tests are skipped, with one line that cannot be overlooked.
 */
public final class Vectors {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path FOLDER = Path.of(System.getProperty("minglu.vectors", "../../shared/vectors"));
    private static final boolean THERE = there();

    private Vectors() {}

    private static boolean there() {
        if (Files.isDirectory(FOLDER)) {
            return true;
        }
        System.err.println("*** SKIPPED: no test vectors in "
                + FOLDER.toAbsolutePath().normalize() + "; name their folder with -Dminglu.vectors=DIR ***");
        return false;
    }

    /** A file of the vectors; skips the test where there are none. */
    public static Path path(String name) {
        Assumptions.assumeTrue(THERE, "no test vectors");
        return FOLDER.resolve(name);
    }

    /** The bytes of a file. */
    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file. */
    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** A file of JSON. */
    public static JsonNode json(String name) {
        return JSON.readTree(bytes(name));
    }

    /** The names of all files below a folder. */
    public static List<String> below(String folder) {
        try (Stream<Path> files = Files.walk(path(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
