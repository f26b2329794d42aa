package minglu.query.log.web;

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

    /** The first checkpoint that covers the position; none while the log is not in order. */
    @QueryHandler
    public CheckpointView find(FindCheckpoint query) {
        LogCondition condition = status.condition();
        if (condition.state() != LogState.AWAY && condition.reason() != null) {
            return none(condition.reason());
        }
        return log.epoch()
                .flatMap(epoch -> log.rows().covering(epoch.number(), query.position()))
                .map(this::view)
                .orElseGet(() -> none("no checkpoint covers position " + query.position() + " yet"));
    }

    private CheckpointView view(Published published) {
        log.handOut(published);
        Checkpoint checkpoint =
                Checkpoint.parse(SignedNote.parse(published.note()).text());
        return new CheckpointView(
                true,
                null,
                checkpoint.origin(),
                checkpoint.size(),
                StrictBase64.encode(checkpoint.root()),
                published.note());
    }

    private static CheckpointView none(String because) {
        return new CheckpointView(false, because, null, 0, null, null);
    }
}
