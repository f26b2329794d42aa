package minglu.query.log.web;

import java.util.Optional;
import minglu.api.log.CheckpointView;
import minglu.api.log.FindCheckpoint;
import minglu.query.log.notary.LogCondition;
import minglu.query.log.notary.LogRows.Published;
import minglu.query.log.notary.LogState;
import minglu.query.log.notary.LogStatus;
import minglu.query.log.notary.PublishedLog;
import minglu.query.log.note.Checkpoint;
import minglu.query.log.note.SignedNote;
import minglu.query.log.note.StrictBase64;
import org.axonframework.queryhandling.QueryHandler;

/** Answers which checkpoint covers a position: what a report keeps with its figures. */
public class CheckpointQueries {

    private final PublishedLog log;
    private final LogStatus status;

    CheckpointQueries(PublishedLog log, LogStatus status) {
        this.log = log;
        this.status = status;
    }

    /**
     * The first checkpoint that covers the position; none while the log is not in order at this moment. That a checkpoint was signed
     * once does not say that the log still stands: keys may be gone, an event altered, the notary stopped.
     */
    @QueryHandler
    public CheckpointView find(FindCheckpoint query) {
        if (status.condition().state() == LogState.READ_ONLY) {
            return none(status.condition());
        }
        Optional<Published> covering =
                log.epoch().flatMap(epoch -> log.rows().covering(epoch.number(), query.position()));
        if (covering.isEmpty()) {
            return none(true, "no checkpoint covers position " + query.position() + " yet");
        }
        LogCondition now = status.verified();
        return now.state() == LogState.RUNNING && now.reason() == null ? view(covering.get()) : none(now);
    }

    private CheckpointView view(Published published) {
        log.handOut(published);
        Checkpoint checkpoint =
                Checkpoint.parse(SignedNote.parse(published.note()).text());
        return new CheckpointView(
                true,
                false,
                null,
                checkpoint.origin(),
                checkpoint.size(),
                StrictBase64.encode(checkpoint.root()),
                published.note());
    }

    /** What waits for a person will not be over in a while. */
    private static CheckpointView none(LogCondition condition) {
        boolean waits = condition.state() == LogState.READ_ONLY || condition.state() == LogState.RUNNING;
        String because = condition.reason() == null
                ? "the transparency log is " + condition.state().code()
                : condition.reason();
        return none(!waits, because);
    }

    private static CheckpointView none(boolean pending, String because) {
        return new CheckpointView(false, pending, because, null, 0, null, null);
    }
}
