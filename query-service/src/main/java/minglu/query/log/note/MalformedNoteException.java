package minglu.query.log.note;

/** A note, a key or a proof is not of its form, or not signed as it must be. */
public class MalformedNoteException extends RuntimeException {

    /** With a sentence that says what is wrong. */
    public MalformedNoteException(String message) {
        super(message);
    }
}
