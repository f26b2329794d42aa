package minglu.command.imports;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The rows of one file, in their order. */
interface RowSource extends Closeable {

    /** The columns as they are repeated in the file of refused rows; empty for a format without a header. */
    List<String> header();

    /** The next row, or null at the end. Blank rows are passed over. */
    RawRow next() throws IOException;

    /**
     * Reads a row as the JSON of an act; members that a file of refused rows adds are left out.
     *
     * @throws minglu.api.problem.RefusedException {@code malformed} or {@code too-large}
     */
    JsonNode read(RawRow row);
}
