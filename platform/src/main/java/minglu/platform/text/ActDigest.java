package minglu.platform.text;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Digests by which a repeated act is recognised. Keyed, since the digest of a short free text could otherwise be guessed from the
 * event after the text's key is erased.
 */
public final class ActDigest {

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    ActDigest(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    /** HMAC-SHA-256 (RFC 2104) of the bytes under the installation's digest key, as 64 lower-case hex digits. */
    public String of(byte[] content) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not usable on this Java", e);
        }
    }
}
