package minglu.standalone.backup;

/** A backup or a restore is not begun, or did not come to its end; the message says what to do. */
public final class BackupRefusedException extends RuntimeException {

    BackupRefusedException(String message) {
        super(message);
    }

    BackupRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
