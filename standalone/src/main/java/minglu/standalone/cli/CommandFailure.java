package minglu.standalone.cli;

/** A command ends here, with a sentence for the person who called it. */
final class CommandFailure extends RuntimeException {

    /** Rows were rejected, a check failed, or the server did not start. */
    static final int REJECTED = 1;

    /** The command, its options or what it names were wrong. */
    static final int USAGE = 2;

    /** No server answers, or it cannot answer now. */
    static final int UNREACHABLE = 3;

    private final int status;

    CommandFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
