package minglu.command.imports;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import minglu.api.act.Act;
import minglu.api.act.Identifiers;

/** The rows of a file spread over temporary files, all rows of a subject in one and in their order; deleted when closed. */
final class Partitions implements Closeable {

    private static final long BYTES_EACH = 8L << 20;
    private static final int MOST = 256;

    private final List<Path> files = new ArrayList<>();
    private final List<DataOutputStream> outs = new ArrayList<>();

    /**
     * Opens as many files as keep each one small.
     *
     * @param directory where
     * @param bytes size of the whole file
     */
    Partitions(Path directory, long bytes) throws IOException {
        long count = Math.min(MOST, 1 + bytes / BYTES_EACH);
        try {
            for (int i = 0; i < count; i++) {
                Path file = Files.createTempFile(
                        directory,
                        "minglu-import-",
                        ".part",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                files.add(file);
                outs.add(new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file))));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    int count() {
        return files.size();
    }

    void add(RawRow row, Act act) throws IOException {
        String stream = Identifiers.subjectStream(act.unit(), act.subject());
        DataOutputStream out = outs.get(Math.floorMod(stream.hashCode(), outs.size()));
        byte[] record = row.record().getBytes(StandardCharsets.UTF_8);
        out.writeLong(row.row());
        out.writeInt(record.length);
        out.write(record);
    }

    /** Ends writing. */
    void seal() throws IOException {
        for (DataOutputStream out : outs) {
            out.close();
        }
    }

    /** The rows of one part, in the order of the file. */
    List<RawRow> rows(int part) throws IOException {
        List<RawRow> rows = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(files.get(part))))) {
            while (true) {
                long row = in.readLong();
                byte[] record = in.readNBytes(in.readInt());
                rows.add(RawRow.of(row, new String(record, StandardCharsets.UTF_8)));
            }
        } catch (EOFException e) {
            return rows;
        }
    }

    @Override
    public void close() throws IOException {
        for (DataOutputStream out : outs) {
            out.close();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
