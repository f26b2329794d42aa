package minglu.query.follow;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Brings every event to all projections: one reader, one transaction, one token. It collects the events of a unit of work and writes
 * them in one go when that prepares to commit, in the transaction that also moves the token.
 */
@Component
@ProcessingGroup(Feed.NAME)
class Feed implements EventMessageHandler {

    /** Name of the processing group, of its processor and of its token. */
    static final String NAME = "read-side";

    private final Progress progress;
    private final List<Projection<?>> projections;
    private final FeedPace pace;

    Feed(Progress progress, List<Projection<?>> projections, FeedPace pace) {
        this.progress = progress;
        this.projections = projections;
        this.pace = pace;
    }

    /** Takes every event, whatever its type: what had no handler would be skipped, and by Axon Server not even sent. */
    @Override
    public Object handle(EventMessage<?> event) {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
        List<Followed> batch = unitOfWork.getOrComputeResource(NAME, key -> {
            List<Followed> collected = new ArrayList<>();
            unitOfWork.onPrepareCommit(committing -> progress.apply(projections, collected));
            unitOfWork.afterCommit(committed ->
                    pace.committed(collected.get(collected.size() - 1).position(), collected.size()));
            return collected;
        });
        batch.add(Followed.of(event));
        return null;
    }
}
