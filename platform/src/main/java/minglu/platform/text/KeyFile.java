package minglu.platform.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import minglu.api.text.TextSeal;

/** A secret of the installation: a file of 32 random bytes that only its owner may read. */
public final class KeyFile {

    private static final FileAttribute<?> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private KeyFile() {}

    /** Whether the file is there. */
    public static boolean exists(Path file) {
        return Files.exists(file);
    }

    /**
     * Creates the file with a fresh secret; one that another process creates at the same time stays.
     *
     * @throws IllegalStateException if the directory cannot be written
     */
    public static void create(Path file) {
        try {
            Files.createDirectories(file.getParent(), DIRECTORY);
            Path draft =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", FILE);
            try {
                try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap(TextSeal.newKey()));
                    channel.force(true);
                }
                // A link, unlike a move, never replaces; and the file appears under its name only when complete.
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                return;
            } finally {
                Files.delete(draft);
            }
            try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the key file " + file + " could not be created: " + e.getMessage(), e);
        }
    }

    /**
     * The secret.
     *
     * @throws IllegalStateException if others than the owner have rights on the file, or it has not 32 bytes
     */
    public static byte[] read(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER.containsAll(permissions)) {
                throw new IllegalStateException("the key file " + file + " must be readable by its owner only and has "
                        + PosixFilePermissions.toString(permissions)
                        + "; run chmod 600 on it, and consider who may have read it");
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != TextSeal.KEY_BYTES) {
                throw new IllegalStateException("the key file " + file + " has " + key.length + " bytes instead of "
                        + TextSeal.KEY_BYTES + "; restore it from the backup of the keys");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + file + " could not be read", e);
        }
    }
}
