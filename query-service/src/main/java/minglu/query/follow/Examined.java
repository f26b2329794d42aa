package minglu.query.follow;

/**
 * An event that a projection has looked at.
 *
 * @param event the event
 * @param rows what it comes to in the projection; null if it cannot be taken in
 * @param refusal why it cannot be taken in; null if it can
 * @param <R> the projection's rows
 */
public record Examined<R>(Followed event, R rows, Parked refusal) {

    /** Whether it is to be parked. */
    public boolean isRefused() {
        return refusal != null;
    }

    /** Its position. */
    public long position() {
        return event.position();
    }
}
