package minglu.standalone.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * One server for all tests that need no other, started with the first and stopped with the tests' JVM. Each test has units and users
 * of its own. Its clock starts in the middle of 2026: the years up to 2025 are over, whatever the day of the test.
 */
public final class SharedServer {

    private static final String TODAY = "2026-07-01T04:00:00Z";

    private static MingluProcess server;
    private static Path data;

    private SharedServer() {}

    /** The running server. */
    public static synchronized MingluProcess get() {
        if (server == null) {
            try {
                Path directory = Files.createTempDirectory("minglu-shared");
                data = directory.resolve("data");
                MingluProcess started = new MingluProcess(data, "-Xmx512m");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    started.close();
                    FileSystemUtils.deleteRecursively(directory.toFile());
                }));
                server = started.at(TODAY).start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }

    /** Its data directory. */
    public static synchronized Path data() {
        get();
        return data;
    }
}
