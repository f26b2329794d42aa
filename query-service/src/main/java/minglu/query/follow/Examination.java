package minglu.query.follow;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a projection whether it can take in an event. */
public final class Examination {

    private static final Logger LOG = LoggerFactory.getLogger(Examination.class);

    private Examination() {}

    /** Why the event cannot be taken in; empty if it can. */
    public static Optional<Parked> refusal(ParkingProjection projection, Followed event) {
        if (event.payload() instanceof Parked unreadable) {
            return Optional.of(unreadable);
        }
        try {
            projection.examine(event);
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.error("projection {} cannot take in the event at position {}", projection.name(), event.position(), e);
            return Optional.of(Parked.refused(event.payload(), e));
        }
    }
}
