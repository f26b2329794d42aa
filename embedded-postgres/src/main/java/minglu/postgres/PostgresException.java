package minglu.postgres;

/** The embedded PostgreSQL cannot be started, stopped or changed; the message is one sentence saying what to do. */
public class PostgresException extends RuntimeException {

    /**
     * @param message one sentence with the offending values and the way out
     */
    public PostgresException(String message) {
        super(message);
    }

    /**
     * @param message one sentence with the offending values and the way out
     * @param cause what went wrong underneath
     */
    public PostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
