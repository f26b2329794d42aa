package minglu.query.follow;

/**
 * A projection that one bad event does not stop: the event is parked, visible to everybody, the others go on, and the event is
 * taken in later, at its own position. Only for projections whose rows of one event do not depend on other events, so that
 * the order in which events are taken in does not matter.
 *
 * <p>{@link #write} is given a parked event with a {@link Parked} payload; whatever does not depend on the payload is kept then.
 */
public interface ParkingProjection extends Projection {

    /**
     * Looks at an event before anything is written.
     *
     * @throws RuntimeException if the event cannot be taken in; it is then parked. An {@link IllegalStateException} tells why in
     *     a sentence without free texts
     */
    void examine(Followed event);

    /** Writes the rows of an event that was parked and has passed {@link #examine}, within the caller's transaction. */
    void writeParked(Followed event);
}
