package minglu.verifier;

/** A piece of evidence is not of its form. Where it stands and what that means is for the caller to say. */
final class FaultException extends Exception {

    private final transient Text what;

    FaultException(String zh, String en) {
        this(new Text(zh, en));
    }

    FaultException(Text what) {
        // Damaged evidence can hold very many faults: no stack traces.
        super(what.en(), null, false, false);
        this.what = what;
    }

    /** What is wrong. */
    Text what() {
        return what;
    }
}
