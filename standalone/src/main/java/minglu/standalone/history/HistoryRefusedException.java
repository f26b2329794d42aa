package minglu.standalone.history;

/** A history is not carried, for a reason that one sentence explains. */
public class HistoryRefusedException extends RuntimeException {

    /** With that sentence. */
    HistoryRefusedException(String message) {
        super(message);
    }

    /** With that sentence and what was behind it. */
    HistoryRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
