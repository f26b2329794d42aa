package minglu.query.follow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a projection what an event comes to. */
public final class Examination {

    private static final Logger LOG = LoggerFactory.getLogger(Examination.class);

    private Examination() {}

    /** The rows of the event, or why it cannot be taken in. */
    public static <R> Examined<R> of(Projection<R> projection, Followed event) {
        if (event.payload() instanceof Parked unreadable) {
            return new Examined<>(event, null, unreadable);
        }
        try {
            return new Examined<>(event, projection.examine(event), null);
        } catch (RuntimeException e) {
            LOG.error("projection {} cannot take in the event at position {}", projection.name(), event.position(), e);
            return new Examined<>(event, null, Parked.refused(event.payload(), e));
        }
    }
}
