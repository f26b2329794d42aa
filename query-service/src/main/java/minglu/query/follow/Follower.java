package minglu.query.follow;

import java.util.ArrayList;
import java.util.List;
import minglu.platform.axon.Positions;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.UnknownSerializedType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the events of a tracking processor to a projection: collects those of a unit of work and writes them in one go when it
 * prepares to commit, in the transaction that also moves the token.
 */
public final class Follower {

    /** Events in one transaction. */
    public static final int BATCH = 1000;

    private static final String ACTOR = "actor";
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    private final Progress progress;
    private final Projection projection;

    /** Writes to this projection. */
    public Follower(Progress progress, Projection projection) {
        this.progress = progress;
        this.projection = projection;
    }

    /**
     * Takes in an event.
     *
     * @throws IllegalStateException if it does not come from a tracking processor
     */
    public void take(EventMessage<?> event) {
        if (!(event instanceof TrackedEventMessage<?> tracked)) {
            throw new IllegalStateException("event " + event.getIdentifier() + " has no position; " + projection.name()
                    + " needs a tracking processor");
        }
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
        List<Followed> batch = unitOfWork.getOrComputeResource(getClass().getName() + projection.name(), key -> {
            List<Followed> collected = new ArrayList<>();
            unitOfWork.onPrepareCommit(committing -> progress.apply(projection, collected));
            return collected;
        });
        batch.add(followed(tracked));
    }

    /** An event as projections take it in; one that cannot be read comes as {@link Parked}. */
    static Followed followed(TrackedEventMessage<?> event) {
        long position = Positions.of(event.trackingToken());
        try {
            Object payload = event.getPayload();
            if (payload instanceof UnknownSerializedType unknown) {
                String type = unknown.serializedType().getName();
                payload = Parked.unreadable(type, "this version knows no event of type " + type);
            }
            return new Followed(
                    position, event.getTimestamp(), (String) event.getMetaData().get(ACTOR), payload);
        } catch (SerializationException e) {
            String type = event.getPayloadType().getName();
            LOG.error("the event at position {} of type {} cannot be read", position, type, e);
            return new Followed(
                    position,
                    event.getTimestamp(),
                    null,
                    Parked.unreadable(type, "the stored event of type " + type + " cannot be read"));
        }
    }
}
