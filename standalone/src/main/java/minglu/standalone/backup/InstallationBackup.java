package minglu.standalone.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.stream.Stream;
import minglu.postgres.Backup;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.PostgresException;

/**
 * A copy of an installation on the embedded database, taken while it records: the database with all events, and the last signed
 * checkpoint of before. The keys are left out on purpose: whoever holds a backup must not be able to read the sealed texts, nor to
 * sign. They are kept apart.
 */
public final class InstallationBackup {

    private static final String POSTGRES = "postgres";
    private static final String CHECKPOINT = "log-lock";

    private final Path data;
    private final Clock clock;

    /** @param data the data directory of the installation */
    public InstallationBackup(Path data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    /**
     * Takes a backup.
     *
     * @param target a directory that does not exist yet or is empty
     * @return how many bytes it has
     * @throws BackupRefusedException if no server runs on the data directory, the target is not empty, or something cannot be written
     */
    public long take(Path target) {
        try {
            requireEmpty(target);
            Files.createDirectories(
                    target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // The checkpoint first: restored beside a newer database it is one of the past; beside an older one, a
            // loss.
            copyCheckpoint(data, target);
            Backup.take(data.resolve(POSTGRES), target.resolve(POSTGRES));
            Manifest manifest = Manifest.of(target, clock.instant().toString(), EmbeddedPostgres.version());
            manifest.write(target);
            return manifest.files().stream().mapToLong(Manifest.Entry::bytes).sum();
        } catch (PostgresException e) {
            throw new BackupRefusedException(e.getMessage(), e);
        } catch (IOException e) {
            throw new BackupRefusedException("The backup could not be written to " + target + ": " + e, e);
        }
    }

    /**
     * Puts a backup in place of a database that is not there any more. A checkpoint that is still there stays: that it is newer than
     * the backup is how the loss of the acts between is noticed.
     *
     * @param backup what {@link #take} wrote
     * @return when the backup was made, an instant in ISO-8601
     * @throws BackupRefusedException if the backup is not whole, or there is a database in the data directory
     */
    public String restore(Path backup) {
        try {
            Manifest manifest = Manifest.read(backup);
            requireEmpty(data.resolve(POSTGRES));
            manifest.check(backup);
            Files.createDirectories(data);
            Backup.restore(backup.resolve(POSTGRES), data.resolve(POSTGRES));
            if (!Files.exists(data.resolve(CHECKPOINT))) {
                copyCheckpoint(backup, data);
            }
            return manifest.madeAt();
        } catch (PostgresException e) {
            throw new BackupRefusedException(e.getMessage(), e);
        } catch (IOException e) {
            throw new BackupRefusedException("The backup " + backup + " could not be put into " + data + ": " + e, e);
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> children = Files.list(directory)) {
            if (children.findAny().isPresent()) {
                throw new BackupRefusedException("The directory " + directory
                        + " is not empty, and nothing is overwritten: name another one, or move it away.");
            }
        }
    }

    private static void copyCheckpoint(Path from, Path to) throws IOException {
        Path source = from.resolve(CHECKPOINT);
        if (!Files.isDirectory(source)) {
            return;
        }
        Path target = to.resolve(CHECKPOINT);
        Files.createDirectories(
                target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName().toString()));
            }
        }
    }
}
