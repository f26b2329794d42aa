package minglu.query.log.notary;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import minglu.query.log.notary.LogRows.Epoch;
import minglu.query.log.notary.LogRows.Published;
import minglu.query.log.note.VerifierKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** What any node knows of the log: checkpoints that are public, and the trees below them. */
public final class PublishedLog {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedLog.class);

    private final LogRows rows;
    private final Clock clock;
    private final Map<Integer, Long> handedOut = new ConcurrentHashMap<>();

    /** The log in this database. */
    public PublishedLog(LogRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** The tables behind it. */
    public LogRows rows() {
        return rows;
    }

    /** The epoch that is being written; empty before the log has begun. */
    public Optional<Epoch> epoch() {
        return rows.epoch();
    }

    /** The key that verifies checkpoints; empty before the log has begun. */
    public Optional<VerifierKey> key() {
        return rows.epoch().map(epoch -> VerifierKey.parse(epoch.verifierKey()));
    }

    /** The newest checkpoint; empty before the first. */
    public Optional<Published> newest() {
        return rows.epoch().flatMap(epoch -> rows.published(epoch.number()));
    }

    /** The newest checkpoint, if it covers a position. */
    public Optional<Published> covering(long position) {
        return newest().filter(checkpoint -> checkpoint.size() >= position);
    }

    /** The tree below a checkpoint. */
    public TreeHashes tree(Published checkpoint) {
        return new TreeHashes(rows, checkpoint.epoch(), checkpoint.size());
    }

    /** Notes that a checkpoint leaves the house; from then on what it covers cannot be taken back unseen. */
    public void handOut(Published checkpoint) {
        Long before = handedOut.get(checkpoint.epoch());
        if (before != null && before >= checkpoint.size()) {
            return;
        }
        try {
            rows.handOut(checkpoint.epoch(), checkpoint.size(), clock.instant());
            handedOut.merge(checkpoint.epoch(), checkpoint.size(), Math::max);
        } catch (DataAccessException e) {
            // A node that only reads cannot note it; the figure of what nobody else holds is then too high, never too
            // low.
            LOG.debug("It could not be noted that checkpoint {} was handed out", checkpoint.size(), e);
        }
    }
}
