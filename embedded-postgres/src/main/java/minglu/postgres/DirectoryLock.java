package minglu.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a directory for one living process. The operating system frees the lock when the process dies, however it
 * dies, so a hard kill never leaves the directory locked.
 */
final class DirectoryLock implements AutoCloseable {

    /** Holds the pid of the process that has the lock. */
    static final String FILE = "minglu.lock";

    // Locks of this JVM. Asked before the file is opened: closing any channel of a file frees all POSIX locks the
    // process holds on it, so a second attempt that merely opened and closed the file would unlock the first.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;

    private DirectoryLock(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock and writes the pid of this process.
     *
     * @param directory an existing directory, as a real path
     * @throws AlreadyRunningException if another process, or this one, holds it
     */
    static DirectoryLock acquire(Path directory) throws IOException {
        if (!HELD.add(directory)) {
            throw new AlreadyRunningException(directory, ownPid());
        }
        try {
            Path file = directory.resolve(FILE);
            FileChannel channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.FILE_ATTRIBUTE);
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                // Another class loader of this JVM holds it; the channel stays open for the reason given above.
                throw new AlreadyRunningException(directory, ownPid());
            }
            if (lock == null) {
                channel.close();
                throw new AlreadyRunningException(
                        directory, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ownPid() + "\n").getBytes(StandardCharsets.UTF_8)));
            return new DirectoryLock(directory, channel, lock);
        } catch (IOException | RuntimeException e) {
            HELD.remove(directory);
            throw e;
        }
    }

    private static String ownPid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    /** Frees the directory; the file stays, empty. */
    @Override
    public void close() {
        try (channel) {
            if (lock.isValid()) {
                channel.truncate(0);
                lock.release();
            }
        } catch (IOException e) {
            throw new PostgresException(
                    "The lock on " + directory + " could not be freed: end this process before starting again.", e);
        } finally {
            HELD.remove(directory);
        }
    }
}
