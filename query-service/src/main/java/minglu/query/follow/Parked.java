package minglu.query.follow;

/**
 * Stands for the payload of an event that is parked: it cannot be read, or a projection cannot take it in.
 *
 * @param payload the event, or null if it cannot be read
 * @param type class name of the event
 * @param cause why, in one sentence without free texts
 */
public record Parked(Object payload, String type, String cause) {

    private static final int LONGEST_CAUSE = 500;

    /** Keeps the cause short. */
    public Parked {
        cause = cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE);
    }

    /** An event that cannot be read. */
    static Parked unreadable(String type, String cause) {
        return new Parked(null, type, cause);
    }

    /**
     * An event that a projection refused. Our own refusals are sentences; the text of any other exception may hold parts of the
     * event, so that only its name is kept.
     */
    static Parked refused(Object payload, RuntimeException cause) {
        boolean ours = cause instanceof IllegalStateException && cause.getMessage() != null;
        return new Parked(
                payload,
                payload.getClass().getName(),
                ours ? cause.getMessage() : "failed with " + cause.getClass().getSimpleName());
    }
}
