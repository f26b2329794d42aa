package minglu.standalone.kill;

import java.nio.file.Path;
import minglu.standalone.testing.Api;
import minglu.standalone.testing.MingluProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: no acknowledged act is ever lost or doubled, whenever the process dies.
 *
 * <p>Method: 16 clients record acts over HTTP while the server's JVM is killed with SIGKILL after a number of receipts. Each round
 * starts the server again on the same data directory, where it has to recover unaided and stop the database server that the dead
 * run left behind. Then every act ever sent is sent again: an acknowledged one must answer its first receipt, an act in doubt any
 * receipt. The positions of all receipts, with those of the unit, must be 1 … n without a gap, and the table must count each act
 * once. Sending everything a second time must change nothing. Each kill also meets a rebuild of the read side on its way: the next
 * start takes away what it left, and another rebuild finds no drift.
 */
class HardKillTest {

    private static final int RECEIPTS_BEFORE_KILL = 60;

    @TempDir
    Path directory;

    @Test
    void everyAcknowledgedActIsThereOnceAfterEachOfTwoHardKills() throws Exception {
        killAndRecover(2);
    }

    @Test
    @Tag("nightly")
    void everyAcknowledgedActIsThereOnceAfterEachOfThirtyHardKills() throws Exception {
        killAndRecover(30);
    }

    private void killAndRecover(int rounds) throws Exception {
        try (MingluProcess server = new MingluProcess(directory.resolve("data"), "-Xmx512m")) {
            server.start();
            Recorders recorders = new Recorders(server);
            for (int round = 1; round <= rounds; round++) {
                recorders.recordWhile(() -> {
                    recorders.awaitReceipts(RECEIPTS_BEFORE_KILL);
                    // A rebuild of the read side dies on its way too.
                    Api.require(server.admin().post("/api/v1/read-side/rebuilds", ""), 202);
                    server.killHard();
                });
                server.start();
                recorders.requireNothingLostOrDoubled();
            }
            recorders.requireReadSideFollowsFromTheEvents();
        }
    }
}
