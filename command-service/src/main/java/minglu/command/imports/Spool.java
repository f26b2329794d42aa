package minglu.command.imports;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;

/** The body of an import in a temporary file that only its owner can read; deleted when closed. */
final class Spool implements Closeable {

    /**
     * Stands in decoded text where bytes were no character of the charset. It is half a character, so that no decoder ever gives
     * it for valid bytes.
     */
    static final char UNDECODABLE = '\uDC80';

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Charset FALLBACK = Charset.forName("GB18030");

    private final Path file;
    private final long bytes;
    private final Charset charset;
    private final boolean marked;

    private Spool(Path file, long bytes, Charset charset) throws IOException {
        this.file = file;
        this.bytes = bytes;
        this.charset = charset;
        try (Reader reader = decoder(file, charset)) {
            this.marked = reader.read() == BYTE_ORDER_MARK;
        }
    }

    /**
     * Takes a body in.
     *
     * @param body the body, read to its end
     * @param directory where to keep it
     * @param maxBytes largest body
     * @param given the charset that the client names; null: UTF-8 if the whole body is valid, else GB18030
     * @throws RefusedException {@code too-large}, or {@code invalid-file} for an empty body
     * @throws IOException if the client has gone or the disk is full
     */
    static Spool of(InputStream body, Path directory, long maxBytes, Charset given) throws IOException {
        Path file = Files.createTempFile(
                directory,
                "minglu-import-",
                ".spool",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Utf8Check utf8 = new Utf8Check();
            long bytes = copy(body, file, maxBytes, utf8);
            if (bytes == 0) {
                throw new RefusedException(ProblemCode.INVALID_FILE, "the file is empty");
            }
            Charset charset = given != null ? given : utf8.isValid() ? StandardCharsets.UTF_8 : FALLBACK;
            return new Spool(file, bytes, charset);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /**
     * The charset of a name.
     *
     * @param name null: none is given
     * @throws RefusedException {@code invalid-parameter} if there is none that can be read
     */
    static Charset charset(String name) {
        try {
            return name == null ? null : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new RefusedException(
                    ProblemCode.INVALID_PARAMETER,
                    "charset \"" + name + "\" is not known; UTF-8, GB18030, GBK and UTF-16 are examples of known ones");
        }
    }

    Charset charset() {
        return charset;
    }

    /** Whether a spreadsheet program wrote the file or will expect a byte order mark: it had one, or is not in UTF-8. */
    boolean isMarked() {
        return marked || !charset.equals(StandardCharsets.UTF_8);
    }

    long bytes() {
        return bytes;
    }

    Path path() {
        return file;
    }

    Path directory() {
        return file.getParent();
    }

    /** The text without a byte order mark; {@link #UNDECODABLE} where bytes are no character. */
    Reader text() throws IOException {
        PushbackReader reader = new PushbackReader(decoder(file, charset), 1);
        int first = reader.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            reader.unread(first);
        }
        return reader;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private static Reader decoder(Path file, Charset charset) throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(UNDECODABLE));
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), decoder), BUFFER_BYTES);
    }

    private static long copy(InputStream body, Path file, long maxBytes, Utf8Check utf8) throws IOException {
        long total = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                total += read;
                if (total > maxBytes) {
                    throw tooLarge(maxBytes);
                }
                utf8.take(buffer, read);
                out.write(buffer, 0, read);
            }
        }
        return total;
    }

    static RefusedException tooLarge(long maxBytes) {
        return new RefusedException(
                ProblemCode.TOO_LARGE, "the file has more than " + maxBytes + " bytes, the most that is allowed");
    }

    /** Whether a stream of bytes is valid UTF-8 as a whole. */
    private static final class Utf8Check {

        private static final int LONGEST_CHARACTER = 4;

        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES + LONGEST_CHARACTER);
        private final CharBuffer out = CharBuffer.allocate(BUFFER_BYTES + LONGEST_CHARACTER);
        private boolean valid = true;

        void take(byte[] bytes, int length) {
            if (valid) {
                in.put(bytes, 0, length).flip();
                out.clear();
                valid = !decoder.decode(in, out, false).isError();
                in.compact();
            }
        }

        boolean isValid() {
            return valid && in.position() == 0;
        }
    }
}
