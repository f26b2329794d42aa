package minglu.standalone.history;

/** An event store does not answer. */
public class StoreUnreachableException extends RuntimeException {

    /** With one sentence that names the store. */
    StoreUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
