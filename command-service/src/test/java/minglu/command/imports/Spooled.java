package minglu.command.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Spools texts for tests. */
final class Spooled {

    static final Path DIRECTORY = Path.of(System.getProperty("java.io.tmpdir"));
    static final long MOST = 1L << 31;

    private Spooled() {}

    static Spool of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8), null);
    }

    static Spool of(byte[] bytes, Charset charset) {
        try {
            return Spool.of(new ByteArrayInputStream(bytes), DIRECTORY, MOST, charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rows of a file in a format. */
    static List<RawRow> rows(ImportFormat format, Spool file) {
        try (Spool spool = file;
                RowSource source = format.open(spool)) {
            List<RawRow> rows = new ArrayList<>();
            for (RawRow row = source.next(); row != null; row = source.next()) {
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
