package minglu.command.receipts;

import java.util.ArrayList;
import java.util.List;
import minglu.command.sequencer.Slot;
import minglu.platform.axon.Positions;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Follows the whole history and fills the {@link ReceiptIndex}. All nodes share its token: one of them follows, another one takes
 * over when it ends.
 */
@ProcessingGroup(ReceiptFollower.NAME)
class ReceiptFollower {

    static final String NAME = "receipts";

    /** Events in one transaction. */
    static final int BATCH = 1000;

    private final ReceiptIndex index;

    ReceiptFollower(ReceiptIndex index) {
        this.index = index;
    }

    @EventHandler
    void on(EventMessage<?> event) {
        if (!(event instanceof TrackedEventMessage<?> tracked)) {
            throw new IllegalStateException(
                    "event " + event.getIdentifier() + " has no position; " + NAME + " needs a tracking processor");
        }
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
        List<ReceiptIndex.Met> batch =
                unitOfWork.getOrComputeResource(getClass().getName(), key -> {
                    List<ReceiptIndex.Met> collected = new ArrayList<>();
                    unitOfWork.onPrepareCommit(committing -> index.add(collected));
                    return collected;
                });
        batch.add(new ReceiptIndex.Met(Positions.of(tracked.trackingToken()), place(event), event.getTimestamp()));
    }

    private static Slot place(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> ofStream
                ? new Slot(ofStream.getAggregateIdentifier(), ofStream.getSequenceNumber())
                : new Slot(event.getIdentifier(), 0);
    }
}
