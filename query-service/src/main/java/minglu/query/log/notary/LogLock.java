package minglu.query.log.notary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import minglu.query.log.notary.PersistHook.Step;

/**
 * The last signed checkpoint, in a file outside the database. A database that was set back is noticed by it: the log never signs a
 * tree that does not go on from there. One process holds the directory at a time.
 */
final class LogLock implements AutoCloseable {

    private static final FileAttribute<?> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path directory;
    private final PersistHook hook;
    private FileChannel holder;

    LogLock(Path directory, PersistHook hook) {
        this.directory = directory.toAbsolutePath();
        this.hook = hook;
    }

    /** Takes the directory for this process; false while another one has it. */
    synchronized boolean hold() {
        if (holder != null) {
            return true;
        }
        try {
            Files.createDirectories(directory, DIRECTORY);
            FileChannel channel =
                    FileChannel.open(directory.resolve("holder"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return false;
            }
            holder = channel;
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " cannot be written", e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another log in this process.
            return null;
        }
    }

    /** The last signed checkpoint, a note; empty where there is none. */
    Optional<String> checkpoint() {
        return read("checkpoint");
    }

    /**
     * Replaces the checkpoint. When it returns, the new one is on disk.
     *
     * @param expected what must be there now; null: nothing
     * @throws IllegalStateException if something else is there
     */
    synchronized void replace(String expected, String next) {
        String present = checkpoint().orElse(null);
        if (!Objects.equals(present, expected)) {
            throw new IllegalStateException("the checkpoint in " + directory + " is not the one it was:\n" + present
                    + "instead of\n" + expected);
        }
        write("checkpoint", next);
    }

    /** A recovery note, by the epoch it begins. */
    Optional<String> recovery(int epoch) {
        return read("recovery-" + epoch);
    }

    /** Keeps a recovery note, and the last checkpoint of the epoch that ends. */
    synchronized void keepRecovery(int epoch, String recovery, String last) {
        write("checkpoint-of-epoch-" + (epoch - 1), last);
        write("recovery-" + epoch, recovery);
    }

    private Optional<String> read(String name) {
        Path file = directory.resolve(name);
        try {
            return Files.exists(file)
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private void write(String name, String text) {
        try {
            hook.before(Step.LOCK_DRAFT);
            Path draft = Files.createTempFile(directory, name, ".new", FILE);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                hook.after(Step.LOCK_DRAFT);
                hook.before(Step.LOCK_SYNC);
                channel.force(true);
                hook.after(Step.LOCK_SYNC);
            }
            hook.before(Step.LOCK_RENAME);
            Files.move(
                    draft,
                    directory.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            hook.after(Step.LOCK_RENAME);
            hook.before(Step.LOCK_SYNC_DIRECTORY);
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
            hook.after(Step.LOCK_SYNC_DIRECTORY);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + name + " in " + directory + " could not be written", e);
        }
    }

    /** Lets another process have the directory. */
    @Override
    public synchronized void close() {
        if (holder != null) {
            try {
                holder.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                holder = null;
            }
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
