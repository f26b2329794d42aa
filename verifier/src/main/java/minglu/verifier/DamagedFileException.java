package minglu.verifier;

import java.io.IOException;

/** A file of a bundle cannot be read to its end: it is not what its container says. */
final class DamagedFileException extends IOException {

    private final transient Text what;

    DamagedFileException(String zh, String en) {
        super(en);
        this.what = new Text(zh, en);
    }

    /** What is wrong. */
    Text what() {
        return what;
    }
}
