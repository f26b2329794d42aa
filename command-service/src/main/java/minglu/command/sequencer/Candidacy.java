package minglu.command.sequencer;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import minglu.platform.database.DatabaseAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes this process the owner whenever there is none that lives, for as long as the process runs: after an owner that stopped or
 * died, and again after this process was itself overtaken.
 */
final class Candidacy implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Candidacy.class);

    private final Sequencer sequencer;
    private final DatabaseAccess database;
    private final SequencerSettings settings;
    private final OwnerWatch watch;
    private final CountDownLatch stop = new CountDownLatch(1);
    private WriterConnection connection;
    private String trouble = "";

    Candidacy(Sequencer sequencer, DatabaseAccess database, SequencerSettings settings) {
        this.sequencer = sequencer;
        this.database = database;
        this.settings = settings;
        this.watch = new OwnerWatch(settings.silence(), System::nanoTime);
    }

    /** Lets the thread end soon. */
    void stop() {
        stop.countDown();
    }

    @Override
    public void run() {
        try {
            while (!stop.await(settings.idleCheck().toMillis(), TimeUnit.MILLISECONDS)) {
                if (sequencer.isOwner()) {
                    disconnect();
                } else {
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    /**
     * Looks once at the fence row, and takes over if nobody lives there. Failures are logged once each, and looked past: the next
     * look may succeed.
     */
    void look() {
        try {
            if (connection == null) {
                connection = WriterConnection.open(database, settings, WriterConnection.CANDIDATE);
            }
            Standing seen = connection.presentStanding();
            connection.rollback();
            if (watch.mayTakeOver(seen)) {
                String former = seen.owner() == null ? "nobody" : seen.owner();
                LOG.info("The sequencer of epoch {} is owned by {}; this process takes over.", seen.epoch(), former);
                sequencer.takeOver(seen);
                watch.forget();
            }
            trouble = "";
        } catch (SQLException | RuntimeException e) {
            if (!String.valueOf(e.getMessage()).equals(trouble)) {
                trouble = String.valueOf(e.getMessage());
                LOG.warn("This process cannot see or take the ownership of the sequencer; it goes on trying.", e);
            }
            disconnect();
        }
    }

    private void disconnect() {
        watch.forget();
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
