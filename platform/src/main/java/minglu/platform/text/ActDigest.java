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

    /** Ready to be copied, which is cheaper than to be looked up and keyed for each act. */
    private final Mac keyed;

    ActDigest(byte[] key) {
        try {
            keyed = Mac.getInstance(HMAC);
            keyed.init(new SecretKeySpec(key, HMAC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not usable on this Java", e);
        }
    }

    /** HMAC-SHA-256 (RFC 2104) of the bytes under the installation's digest key, as 64 lower-case hex digits. */
    public String of(byte[] content) {
        try {
            return HexFormat.of().formatHex(((Mac) keyed.clone()).doFinal(content));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not usable on this Java", e);
        }
    }
}
