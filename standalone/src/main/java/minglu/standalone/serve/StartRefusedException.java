package minglu.standalone.serve;

/** The server cannot start, for a reason that one sentence explains. */
public class StartRefusedException extends RuntimeException {

    StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
