package minglu.query.log.notary;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minglu.platform.text.KeyFile;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.note.SignerKey;

/**
 * The secrets of the log, files in the directory of keys.
 *
 * @param signing seed of the signing key
 * @param salt makes the salts of payloads
 * @param pseudonym makes the pseudonyms of streams, units and users
 */
public record LogKeys(byte[] signing, byte[] salt, byte[] pseudonym) {

    private static final String SIGNING = "log-signing.key";
    private static final String SALT = "log-salt.key";
    private static final String PSEUDONYM = "log-pseudonym.key";
    private static final int ID_BYTES = 8;

    /**
     * Reads the keys.
     *
     * @return empty where one of the files is missing
     * @throws IllegalStateException if a file is readable by others, or no key
     */
    public static Optional<LogKeys> read(Path directory) {
        return files(directory).allMatch(KeyFile::exists) ? Optional.of(readAll(directory)) : Optional.empty();
    }

    /** Reads the keys, and makes those that are missing: for a log that begins. */
    static LogKeys create(Path directory) {
        files(directory).filter(file -> !KeyFile.exists(file)).forEach(KeyFile::create);
        return readAll(directory);
    }

    private static LogKeys readAll(Path directory) {
        List<byte[]> keys = files(directory).map(KeyFile::read).toList();
        return new LogKeys(keys.get(0), keys.get(1), keys.get(2));
    }

    private static Stream<Path> files(Path directory) {
        return Stream.of(SIGNING, SALT, PSEUDONYM).map(directory.toAbsolutePath()::resolve);
    }

    /** The key that signs under an origin. */
    SignerKey signer(String origin) {
        return SignerKey.of(origin, signing);
    }

    /** Whether these are the keys of an epoch. */
    public boolean isOf(LogRows.Epoch epoch) {
        return signer(epoch.origin()).verifier().toString().equals(epoch.verifierKey())
                && saltId().equals(epoch.saltKeyId())
                && pseudonymId().equals(epoch.pseudonymKeyId());
    }

    /** Tells the salt key from others without showing it. */
    String saltId() {
        return id("minglu-salt-id", salt);
    }

    /** Tells the pseudonym key from others without showing it. */
    String pseudonymId() {
        return id("minglu-pseudonym-id", pseudonym);
    }

    private static String id(String label, byte[] key) {
        MessageDigest digest = Merkle.sha256();
        digest.update(label.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(key), 0, ID_BYTES);
    }

    @Override
    public String toString() {
        return "LogKeys";
    }
}
