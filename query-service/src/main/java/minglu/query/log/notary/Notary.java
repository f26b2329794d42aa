package minglu.query.log.notary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import minglu.platform.axon.Positions;
import minglu.platform.time.Instants;
import minglu.query.log.leaf.Leaf;
import minglu.query.log.notary.PersistHook.Step;
import minglu.query.log.store.StoredEvents;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one leaf for each event, in the transaction that moves the token. The stream only tells how far the history goes: the leaf is
 * made of the stored bytes, so that no upcaster, serialiser or lost message can come between.
 */
final class Notary implements EventHandlerInvoker {

    private static final Logger LOG = LoggerFactory.getLogger(Notary.class);
    private static final Duration NOTABLE = Duration.ofSeconds(5);

    private final LogRows rows;
    private final StoredEvents events;
    private final int epoch;
    private final LeafMaker maker;
    private final PersistHook hook;
    private final Runnable afterCommit;
    private final Consumer<LogFaultException> onFault;

    /**
     * Writes the leaves of one epoch.
     *
     * @param afterCommit told that there are new leaves
     * @param onFault told, on the thread of the processor, that it cannot go on
     */
    Notary(
            LogRows rows,
            StoredEvents events,
            int epoch,
            LeafMaker maker,
            PersistHook hook,
            Runnable afterCommit,
            Consumer<LogFaultException> onFault) {
        this.rows = rows;
        this.events = events;
        this.epoch = epoch;
        this.maker = maker;
        this.hook = hook;
        this.afterCommit = afterCommit;
        this.onFault = onFault;
    }

    /** Every type: what has no handler would be skipped, and by Axon Server not even sent. */
    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        return true;
    }

    /** Leaves are evidence, not a projection. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) {
        if (!(event instanceof TrackedEventMessage<?> tracked)) {
            throw new IllegalStateException("event " + event.getIdentifier() + " has no position");
        }
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
        long[] last = unitOfWork.getOrComputeResource(Notary.class.getName(), key -> {
            long[] position = {0};
            unitOfWork.onPrepareCommit(committing -> notariseOrTell(position[0]));
            unitOfWork.afterCommit(committed -> afterCommit.run());
            return position;
        });
        last[0] = Math.max(last[0], Positions.of(tracked.trackingToken()));
    }

    private void notariseOrTell(long until) {
        try {
            notarise(until);
        } catch (LogFaultException e) {
            onFault.accept(e);
            throw e;
        }
    }

    /**
     * Writes the leaves that are missing up to a position, within the caller's transaction.
     *
     * @throws LogFaultException if the store lacks an event on the way
     */
    void notarise(long until) {
        long from = rows.leaves(epoch);
        if (from >= until) {
            return;
        }
        String[] latest = {
            from == 0
                    ? ""
                    : Audit.recordedAt(rows.leafBytes(epoch, from - 1, from).get(0))
        };
        List<LogRows.NewLeaf> leaves = new ArrayList<>();
        events.read(from, until, event -> {
            if (event.position() != from + leaves.size() + 1) {
                throw missing(from + leaves.size() + 1);
            }
            Leaf leaf = maker.leaf(event, latest[0]);
            noteClamp(event.recordedAt(), leaf);
            latest[0] = leaf.recordedAt();
            leaves.add(new LogRows.NewLeaf(leaf.index(), event.id(), leaf.bytes()));
        });
        if (from + leaves.size() != until) {
            throw missing(from + leaves.size() + 1);
        }
        hook.around(Step.LEAVES, () -> rows.addLeaves(epoch, leaves));
    }

    private static LogFaultException missing(long position) {
        return new LogFaultException("the event at position " + position + " is missing from the store");
    }

    private static void noteClamp(Instant recordedAt, Leaf leaf) {
        Instant written = Instants.parse(leaf.recordedAt());
        if (Duration.between(recordedAt, written).compareTo(NOTABLE) > 0) {
            LOG.warn(
                    "The event at position {} says it was recorded at {}, after one recorded at {}: a clock went back.",
                    leaf.index() + 1,
                    recordedAt,
                    leaf.recordedAt());
        }
    }
}
