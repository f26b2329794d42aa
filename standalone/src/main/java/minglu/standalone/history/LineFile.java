package minglu.standalone.history;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of JSON lines (docs/event-file.md): a header that names the format, any number of lines, and a trailer that tells whether
 * the file is whole and unharmed.
 */
final class LineFile {

    private static final int VERSION = 1;
    private static final int LONGEST_LINE = 256 << 20;
    private static final Set<String> HEADER_MEMBERS = Set.of("format", "version");
    private static final Set<String> TRAILER_MEMBERS = Set.of("count", "sha256");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path path;
    private final String format;

    LineFile(Path path, String format) {
        this.path = path;
        this.format = format;
    }

    /**
     * The last line.
     *
     * @param count lines between header and trailer
     * @param sha256 of all lines before the trailer, their line feeds included; hexadecimal
     */
    record Trailer(long count, String sha256) {}

    /** A line cannot be understood. */
    static final class MalformedLineException extends Exception {

        MalformedLineException(String message) {
            super(message);
        }
    }

    /** Takes the lines between header and trailer. */
    @FunctionalInterface
    interface LineTaker {

        void take(JsonNode line, long number) throws MalformedLineException;
    }

    /**
     * Writes the file; it appears under its name only when it is complete. Only its owner may read it.
     *
     * @param feed gives every line, without its line feed, to the receiver
     * @throws HistoryRefusedException if there is a file of the name, or it cannot be written
     */
    Trailer write(Consumer<Consumer<byte[]>> feed) {
        if (Files.exists(path)) {
            throw new HistoryRefusedException("文件已存在 / The file " + path + " exists and is not overwritten.");
        }
        Path draft = path.resolveSibling(path.getFileName() + ".part");
        try {
            Trailer trailer;
            Files.deleteIfExists(draft);
            try (FileChannel channel = FileChannel.open(
                            draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly());
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                trailer = write(out, feed);
                out.flush();
                channel.force(true);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(draft);
                throw e;
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
            return trailer;
        } catch (UncheckedIOException e) {
            throw unwritable(e.getCause());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private HistoryRefusedException unwritable(IOException cause) {
        return new HistoryRefusedException("文件无法写入 / The file " + path + " cannot be written: " + cause, cause);
    }

    private FileAttribute<?>[] ownerOnly() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private Trailer write(OutputStream out, Consumer<Consumer<byte[]>> feed) throws IOException {
        Digest digest = new Digest();
        byte[] header = header(format);
        out.write(header);
        out.write('\n');
        digest.header(header);
        feed.accept(line -> {
            try {
                out.write(line);
                out.write('\n');
                digest.line(line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Trailer trailer = digest.trailer();
        out.write(bytes("{\"count\":" + trailer.count() + ",\"sha256\":\"" + trailer.sha256() + "\"}\n"));
        return trailer;
    }

    /** What the trailer of a file of these lines would say. */
    static Trailer trailerOf(String format, Consumer<Consumer<byte[]>> feed) {
        Digest digest = new Digest();
        digest.header(header(format));
        feed.accept(digest::line);
        return digest.trailer();
    }

    private static byte[] header(String format) {
        return bytes("{\"format\":\"" + format + "\",\"version\":" + VERSION + "}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the file once to its end.
     *
     * @param taker sees the lines before it is known whether the file is whole: nothing may be kept until this returns
     * @return the trailer, which is right
     * @throws HistoryRefusedException if the file is damaged, cut off, or none of ours
     */
    Trailer verify(LineTaker taker) {
        try (Lines lines = new Lines(path)) {
            try {
                return verify(lines, taker);
            } catch (MalformedLineException e) {
                throw new HistoryRefusedException("文件已损坏 / The file " + path + " is damaged at line " + lines.number
                        + ": " + e.getMessage() + ". Nothing of it is kept.");
            }
        } catch (IOException e) {
            throw new HistoryRefusedException("文件无法读取 / The file " + path + " cannot be read: " + e, e);
        }
    }

    private Trailer verify(Lines lines, LineTaker taker) throws IOException, MalformedLineException {
        Digest digest = new Digest();
        byte[] line = lines.next();
        if (line == null) {
            throw new MalformedLineException("it is empty");
        }
        requireHeader(object(line));
        digest.header(line);
        while ((line = lines.next()) != null) {
            JsonNode json = object(line);
            if (json.has("count")) {
                return requireRight(lines, json, digest.trailer());
            }
            digest.line(line);
            taker.take(json, digest.count);
        }
        throw new MalformedLineException("it is cut off: the trailer is missing after " + digest.count + " lines");
    }

    private void requireHeader(JsonNode header) throws MalformedLineException {
        if (!format.equals(header.path("format").asString(""))) {
            throw new MalformedLineException("it does not begin with the header of " + format);
        }
        if (header.path("version").asInt(0) != VERSION) {
            throw new MalformedLineException(
                    "it is of version " + header.path("version") + " and this program reads " + VERSION);
        }
        requireMembers(header, HEADER_MEMBERS);
    }

    private static Trailer requireRight(Lines lines, JsonNode json, Trailer computed)
            throws IOException, MalformedLineException {
        requireMembers(json, TRAILER_MEMBERS);
        if (json.get("count").asLong(-1) != computed.count()) {
            throw new MalformedLineException(
                    "its trailer names " + json.get("count") + " lines and it holds " + computed.count());
        }
        if (!json.get("sha256").asString("").equals(computed.sha256())) {
            throw new MalformedLineException("its SHA-256 is not the one of its trailer");
        }
        if (lines.next() != null) {
            throw new MalformedLineException("something follows its trailer");
        }
        return computed;
    }

    private static JsonNode object(byte[] line) throws MalformedLineException {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw new MalformedLineException("it is no JSON object");
        }
        throw new MalformedLineException("it is no JSON object");
    }

    /** Demands exactly these members. */
    static void requireMembers(JsonNode line, Set<String> wanted) throws MalformedLineException {
        Set<String> found = new TreeSet<>(line.propertyNames());
        if (!found.equals(wanted)) {
            throw new MalformedLineException("its members are " + found + " instead of " + new TreeSet<>(wanted));
        }
    }

    /** Counts and digests lines. */
    private static final class Digest {

        private final MessageDigest sha256;
        private long count;

        Digest() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java has no SHA-256", e);
            }
        }

        void header(byte[] line) {
            sha256.update(line);
            sha256.update((byte) '\n');
        }

        void line(byte[] line) {
            header(line);
            count++;
        }

        Trailer trailer() {
            return new Trailer(count, HexFormat.of().formatHex(sha256.digest()));
        }
    }

    /** Lines that end with a line feed; what follows the last one is no line. */
    private static final class Lines implements AutoCloseable {

        private final InputStream in;
        private final byte[] buffer = new byte[1 << 16];
        private int begin;
        private int end;
        private long number;

        Lines(Path path) throws IOException {
            in = Files.newInputStream(path);
        }

        /** Null at the end. */
        byte[] next() throws IOException, MalformedLineException {
            number++;
            ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 10);
            while (true) {
                int at = begin;
                while (at < end && buffer[at] != '\n') {
                    at++;
                }
                line.write(buffer, begin, at - begin);
                if (at < end) {
                    begin = at + 1;
                    return line.toByteArray();
                }
                if (line.size() > LONGEST_LINE) {
                    throw new MalformedLineException("the line is too long");
                }
                begin = 0;
                end = Math.max(0, in.read(buffer));
                if (end == 0) {
                    if (line.size() == 0) {
                        return null;
                    }
                    throw new MalformedLineException("it is cut off within a line");
                }
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
