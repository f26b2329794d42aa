package minglu.query.follow;

import java.util.List;

/** Rows that follow the event stream. */
public interface Projection {

    /** Name of the projection, of its processing group and of its row in {@code projection_position}. */
    String name();

    /**
     * Writes the rows of some events, within the caller's transaction.
     *
     * @param events gapless, in the order of their positions, the first one after the position that was reached
     * @throws IllegalStateException if an event cannot be understood; nothing of the batch may then be kept
     */
    void write(List<Followed> events);
}
