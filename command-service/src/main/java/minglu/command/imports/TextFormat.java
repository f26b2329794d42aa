package minglu.command.imports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A format of lines of text; refused rows are given back in UTF-8. */
interface TextFormat extends ImportFormat {

    /** Writes what stands above the refused rows. */
    void writeHeader(Writer out, List<String> header, boolean byteOrderMark) throws IOException;

    /** Writes a refused row with code and reason added. */
    void writeRow(Writer out, List<String> header, Rejection rejection) throws IOException;

    @Override
    default RejectionFile rejections(OutputStream out, List<String> header, boolean byteOrderMark) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writeHeader(writer, header, byteOrderMark);
        return new RejectionFile() {
            @Override
            public void add(Rejection rejection) throws IOException {
                writeRow(writer, header, rejection);
            }

            @Override
            public void close() throws IOException {
                writer.flush();
            }
        };
    }
}
