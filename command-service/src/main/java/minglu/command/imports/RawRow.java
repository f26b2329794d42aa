package minglu.command.imports;

import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;

/**
 * One row of a file, not yet understood.
 *
 * @param row the line of the file where it begins; a header is line 1
 * @param record its text as in the file; null if it is too long to keep
 * @param fault why it cannot be read at all; null if it can be tried
 */
record RawRow(long row, String record, Refusal fault) {

    /** A row to be tried. */
    static RawRow of(long row, String record) {
        boolean undecodable = record.indexOf(Spool.UNDECODABLE) >= 0;
        return new RawRow(
                row,
                record,
                undecodable
                        ? Refusal.of(
                                ProblemCode.MALFORMED,
                                "the row holds bytes that are no characters of the file's charset")
                        : null);
    }

    /** A row that was not kept. */
    static RawRow tooLong(long row, long length) {
        return new RawRow(
                row,
                null,
                Refusal.of(
                        ProblemCode.TOO_LARGE,
                        "the row has " + length
                                + " characters; it was not read, and is not repeated in the file of refused rows"));
    }
}
