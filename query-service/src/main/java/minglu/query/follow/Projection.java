package minglu.query.follow;

import java.util.List;

/**
 * Rows that follow the event stream. One bad event does not stop a projection: the event is parked, visible to everybody, the others
 * go on, and the event is taken in later, at its own position. So the rows of one event must not depend on other events, and the
 * order in which events are taken in must not matter.
 *
 * @param <R> what one event comes to
 */
public interface Projection<R> {

    /** Name of the projection, and of its row in {@code projection_position}. */
    String name();

    /**
     * What an event comes to: a pure function, asked before anything is written.
     *
     * @return null if it comes to nothing here
     * @throws RuntimeException if the event cannot be taken in; it is then parked. An {@link IllegalStateException} tells why in
     *     a sentence without free texts
     */
    R examine(Followed event);

    /**
     * Writes the rows of some events, within the caller's transaction, with a number of statements that does not depend on how many
     * acts there are.
     *
     * @param generation the rows' generation; of no meaning to a projection without generations
     * @param events gapless, in the order of their positions, the first one after the position that was reached; of an event that is
     *     parked whatever does not depend on its content
     */
    void write(int generation, List<Examined<R>> events);

    /** Writes the rows of an event that was parked and could be examined now, within the caller's transaction. */
    void writeParked(int generation, Examined<R> event);
}
