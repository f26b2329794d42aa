package minglu.platform.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which keys belong to the database. A second node with keys of its own would start well, and its digests would fit none of the
 * acts that are there: every repeat would be a conflict.
 */
final class KeyFingerprints {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "minglu-installation-key-v1:";

    private final JdbcClient jdbc;

    KeyFingerprints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the database knows any key. */
    boolean exist() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM installation_key)")
                .query(Boolean.class)
                .single();
    }

    /** Keeps what the database does not know yet; of two nodes that start at the same time the faster one counts. */
    void keep(InstallationKeys keys) {
        of(keys).forEach((name, fingerprint) -> jdbc.sql("INSERT INTO installation_key (name, fingerprint)"
                        + " VALUES (:name, :fingerprint) ON CONFLICT ON CONSTRAINT installation_key_pk DO NOTHING")
                .param("name", name)
                .param("fingerprint", fingerprint)
                .update());
    }

    /**
     * Demands that the keys are those of the database.
     *
     * @param directory where they were read, for the message
     * @throws IllegalStateException if they are not
     */
    void require(InstallationKeys keys, Path directory) {
        Map<String, byte[]> known = new TreeMap<>();
        jdbc.sql("SELECT name, fingerprint FROM installation_key").query(row -> {
            known.put(row.getString("name"), row.getBytes("fingerprint"));
        });
        of(keys).forEach((name, fingerprint) -> {
            if (known.containsKey(name) && !MessageDigest.isEqual(known.get(name), fingerprint)) {
                throw new IllegalStateException("the " + name + " in " + directory.toAbsolutePath()
                        + " is not the one of the installation on this database; all nodes need the same keys: copy the"
                        + " directory from the node that has them, or name it with --keys (minglu.keys)");
            }
        });
    }

    private static Map<String, byte[]> of(InstallationKeys keys) {
        Map<String, byte[]> fingerprints = new TreeMap<>();
        fingerprints.put(InstallationKeys.WRAPPING, fingerprint(InstallationKeys.WRAPPING, keys.wrapping()));
        fingerprints.put(InstallationKeys.DIGEST, fingerprint(InstallationKeys.DIGEST, keys.digest()));
        return fingerprints;
    }

    private static byte[] fingerprint(String name, byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal((PURPOSE + name).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
