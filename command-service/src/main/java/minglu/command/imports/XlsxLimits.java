package minglu.command.imports;

import java.time.Duration;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;

/**
 * What a spreadsheet may cost before its rows are looked at. A packed file can stand for a thousand times its size; each bound
 * here is on what is really unpacked, never on what the file says of itself alone.
 */
final class XlsxLimits {

    /** Largest file: 10 MiB. */
    static final long FILE_BYTES = 10L << 20;

    /** Most parts of a file. */
    static final int PARTS = 200;

    /** Largest part, unpacked: 64 MiB. */
    static final long PART_BYTES = 64L << 20;

    /** All parts together, unpacked: 100 MiB. */
    static final long ALL_BYTES = 100L << 20;

    /** How many bytes one packed byte may stand for. */
    static final long RATIO = 100;

    /** A part up to this size may be packed as well as it likes: 100 KiB. */
    static final long RATIO_GRACE_BYTES = 100L << 10;

    /** Most rows below the header. */
    static final int ROWS = 5_000;

    /** Most columns. */
    static final int COLUMNS = 256;

    /** Longest text of a cell that is kept; a row with a longer one is refused for its size. */
    static final int CELL_CHARACTERS = 40_000;

    /** Most texts in the table of shared texts. */
    static final int SHARED_TEXTS = 1_000_000;

    /** Most characters of texts that are kept at once. */
    static final long CHARACTERS = 32L << 20;

    /** Most cell formats. */
    static final int FORMATS = 100_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final long start = System.nanoTime();
    private long characters;

    /**
     * Goes on only while there is time.
     *
     * @throws RefusedException {@code too-large}
     */
    void checkTime() {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
            throw tooLarge("the file takes more than " + PATIENCE.toSeconds() + " seconds to read");
        }
    }

    /**
     * Counts text that is kept.
     *
     * @throws RefusedException {@code too-large}
     */
    void keep(String text) {
        characters += text.length();
        if (characters > CHARACTERS) {
            throw tooLarge("the file holds more than " + CHARACTERS + " characters of text");
        }
    }

    static RefusedException tooLarge(String detail) {
        return new RefusedException(ProblemCode.TOO_LARGE, detail);
    }
}
