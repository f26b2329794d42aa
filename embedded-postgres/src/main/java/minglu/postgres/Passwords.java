package minglu.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** The random passwords of the database roles, kept in a file only its owner may read. */
final class Passwords {

    static final String FILE = "passwords.properties";
    static final String SUPERUSER = "postgres";

    private static final List<String> USERS = List.of(SUPERUSER, Role.OWNER.user(), Role.APP.user());

    private final Properties byUser;

    private Passwords(Properties byUser) {
        this.byUser = byUser;
    }

    /**
     * Reads the file of the directory, or creates it.
     *
     * @param dataExist whether there is a database already, whose passwords cannot be invented anew
     */
    static Passwords in(Path directory, boolean dataExist) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            if (dataExist) {
                throw new PostgresException("The password file " + file
                        + " is missing while its database exists: restore the file from a backup.");
            }
            create(file);
        }
        // A restored backup may have widened it.
        Files.setPosixFilePermissions(file, OwnerOnly.FILE);
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        for (String user : USERS) {
            // Only what this class writes: the text goes into SQL as it is.
            if (!properties.getProperty(user, "").matches("[A-Za-z0-9_-]{20,}")) {
                throw new PostgresException("The password file " + file + " has no usable line for " + user
                        + ": restore the file from a backup.");
            }
        }
        return new Passwords(properties);
    }

    String of(String user) {
        return byUser.getProperty(user);
    }

    private static void create(Path file) throws IOException {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder();
        for (String user : USERS) {
            byte[] secret = new byte[24];
            random.nextBytes(secret);
            text.append(user)
                    .append('=')
                    .append(Base64.getUrlEncoder().withoutPadding().encodeToString(secret))
                    .append('\n');
        }
        Path temporary = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(temporary);
        write(temporary, text.toString());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        OwnerOnly.force(file.getParent());
    }

    /** Writes a new owner-only file and forces it to disk. */
    static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.FILE_ATTRIBUTE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }
}
