package minglu.standalone.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup consists of. It is written last, so that a directory without it is not a backup.
 *
 * @param madeAt when the backup was ended, an instant in ISO-8601
 * @param postgres version of the PostgreSQL whose data these are
 * @param files all other files, in the order of their paths
 */
record Manifest(String madeAt, String postgres, List<Entry> files) {

    static final String FILE = "minglu-backup.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One file.
     *
     * @param path below the backup, with slashes
     * @param bytes its length
     * @param sha256 of its bytes, 64 hex digits
     */
    record Entry(String path, long bytes, String sha256) {}

    /** Reads all files of a backup that has none yet. */
    static Manifest of(Path backup, String madeAt, String postgres) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path file : files(backup)) {
            entries.add(entry(backup, file));
        }
        return new Manifest(madeAt, postgres, entries);
    }

    static Manifest read(Path backup) throws IOException {
        Path file = backup.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new BackupRefusedException(
                    "The directory " + backup + " is not a whole backup, for it has no file " + FILE + ".");
        }
        return JSON.readValue(Files.readAllBytes(file), Manifest.class);
    }

    void write(Path backup) throws IOException {
        Files.write(backup.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }

    /** @throws BackupRefusedException naming the first file that is missing, foreign or not as it was written */
    void check(Path backup) throws IOException {
        List<Entry> found = new ArrayList<>();
        for (Path file : files(backup)) {
            found.add(entry(backup, file));
        }
        for (Entry entry : files) {
            if (!found.contains(entry)) {
                throw new BackupRefusedException("The file " + entry.path() + " of the backup " + backup
                        + " is missing or not as it was written: use another backup.");
            }
        }
        for (Entry entry : found) {
            if (!files.contains(entry)) {
                throw new BackupRefusedException("The file " + entry.path() + " does not belong to the backup " + backup
                        + ": take it away, or use another backup.");
            }
        }
    }

    private static List<Path> files(Path backup) throws IOException {
        try (Stream<Path> all = Files.walk(backup)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(backup.resolve(FILE)))
                    .sorted()
                    .toList();
        }
    }

    private static Entry entry(Path backup, Path file) throws IOException {
        MessageDigest digest = sha256();
        long bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return new Entry(
                backup.relativize(file).toString().replace('\\', '/'),
                bytes,
                HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
