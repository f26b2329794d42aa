package minglu.command.sequencer;

/** Another process is the owner now; this writer ends. */
final class OwnershipLostException extends Exception {

    OwnershipLostException(String message) {
        super(message);
    }
}
