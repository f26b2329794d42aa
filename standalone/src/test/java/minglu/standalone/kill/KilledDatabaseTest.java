package minglu.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import minglu.standalone.testing.MingluProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a database server that dies alone, as when the kernel kills it for want of memory, comes back without a hand and without a
 * new process, and nothing acknowledged is lost or doubled.
 *
 * <p>Method: 16 clients record acts without a break while the main process of the embedded PostgreSQL is killed with SIGKILL again
 * and again. After each kill acts must be acknowledged again by the same process. In the end every act is sent again as in {@link
 * HardKillTest}. How long each absence was is reported, not judged: the machine may be busy.
 */
class KilledDatabaseTest {

    private static final int RECEIPTS_BEFORE_KILL = 60;

    @TempDir
    Path directory;

    @Test
    void nothingAcknowledgedIsLostWhenTheDatabaseIsKilledTwice() throws Exception {
        kill(2);
    }

    @Test
    @Tag("nightly")
    void nothingAcknowledgedIsLostWhenTheDatabaseIsKilledTenTimes() throws Exception {
        kill(10);
    }

    private void kill(int times) throws Exception {
        Path pidFile = directory.resolve("data/postgres/data/postmaster.pid");
        try (MingluProcess server = new MingluProcess(directory.resolve("data"), "-Xmx512m")) {
            server.start();
            long process = server.pid();
            Recorders recorders = new Recorders(server);
            recorders.recordWhile(() -> {
                for (int kill = 1; kill <= times; kill++) {
                    recorders.awaitReceipts(RECEIPTS_BEFORE_KILL);
                    long database = pid(pidFile);
                    long began = System.nanoTime();
                    assertThat(ProcessHandle.of(database).orElseThrow().destroyForcibly())
                            .isTrue();
                    await().atMost(Duration.ofMinutes(2)).until(() -> pid(pidFile) > 0 && pid(pidFile) != database);
                    recorders.awaitReceipts(1);
                    server.awaitHealth("readiness", 200);
                    System.out.printf(
                            "database killed: acts acknowledged and server ready again after %.1f s%n",
                            (System.nanoTime() - began) / 1e9);
                }
            });
            assertThat(server.pid()).isEqualTo(process);
            recorders.requireNothingLostOrDoubled();
            recorders.requireReadSideFollowsFromTheEvents();
            server.stop();
            assertThat(pidFile).as("a server that was told to stop stays away").doesNotExist();
        }
    }

    /** The first line of the file; 0 while there is none. */
    private static long pid(Path file) throws IOException {
        try {
            return Files.readAllLines(file).stream()
                    .findFirst()
                    .filter(line -> line.matches("[0-9]{1,10}"))
                    .map(Long::valueOf)
                    .orElse(0L);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
