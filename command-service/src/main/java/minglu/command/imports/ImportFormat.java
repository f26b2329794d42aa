package minglu.command.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
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

    /** Largest file in bytes; the limit of the installation holds as well. */
    default long maxBytes() {
        return Long.MAX_VALUE;
    }

    /** Whether a file is text, and so has a charset. */
    default boolean isText() {
        return true;
    }

    /**
     * Begins a file of refused rows.
     *
     * @param out where to; not closed
     * @param header the columns of the import
     * @param byteOrderMark whether a text begins with one
     */
    RejectionFile rejections(OutputStream out, List<String> header, boolean byteOrderMark) throws IOException;

    /** Refused rows in the layout of the import, with code and reason added. */
    interface RejectionFile extends Closeable {

        /** Writes one, in the order of the import. */
        void add(Rejection rejection) throws IOException;

        /** Ends the file. */
        @Override
        void close() throws IOException;
    }
}
