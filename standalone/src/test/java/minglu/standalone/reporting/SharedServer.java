package minglu.standalone.reporting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minglu.standalone.testing.MingluProcess;
import org.springframework.util.FileSystemUtils;

/** One server for all tests of sign-off, started with the first and stopped with this process; each test has nodes of its own. */
final class SharedServer {

    private static MingluProcess server;

    private SharedServer() {}

    static synchronized MingluProcess get() {
        if (server == null) {
            try {
                Path directory = Files.createTempDirectory("minglu-sign-off");
                MingluProcess started = new MingluProcess(directory.resolve("data"), "-Xmx512m");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    started.close();
                    FileSystemUtils.deleteRecursively(directory.toFile());
                }));
                server = started.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }
}
