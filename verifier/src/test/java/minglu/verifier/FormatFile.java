package minglu.verifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The statutory format as it stands in the source of shared-api. */
final class FormatFile {

    private FormatFile() {}

    static byte[] bytes() {
        try {
            return Files.readAllBytes(Path.of("../shared-api/src/main/resources/minglu/format/2021-30.json"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
