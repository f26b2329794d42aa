package minglu.command.imports;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A format of files: how its rows are read, and how refused rows are given back in the same layout. */
interface ImportFormat {

    /** Member or column that gives the code of a refusal; left out when the file is sent again. No act has a member like it. */
    String REJECTION_CODE = "rejectionCode";

    /** Member or column that says why a row was refused; see {@link #REJECTION_CODE}. */
    String REJECTION_REASON = "rejectionReason";

    /** Short name, as kept with the job. */
    String name();

    /** The media type, without parameters. */
    String mediaType();

    /**
     * Opens a file.
     *
     * @throws minglu.api.problem.RefusedException {@code invalid-file} if no row of it could be understood
     */
    RowSource open(Spool file) throws IOException;

    /** Writes what stands above the refused rows. */
    void writeHeader(Writer out, List<String> header, boolean byteOrderMark) throws IOException;

    /** Writes a refused row with code and reason added. */
    void writeRow(Writer out, List<String> header, Rejection rejection) throws IOException;
}
