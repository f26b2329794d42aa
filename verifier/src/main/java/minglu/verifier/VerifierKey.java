package minglu.verifier;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A verifier key of C2SP signed-note with the algorithm Ed25519.
 *
 * @param name name of the key, which is the origin of its log
 * @param id key id, the first four bytes of a SHA-256 over name and key
 * @param publicKey the 32 bytes of the public key
 */
record VerifierKey(String name, int id, byte[] publicKey) {

    /** Length of a signature in bytes. */
    static final int SIGNATURE = 64;

    private static final int ED25519 = 1;
    private static final int KEY = 32;
    private static final int LONGEST = 1024;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /** The key of a name, with its key id. */
    static VerifierKey of(String name, byte[] publicKey) {
        return new VerifierKey(name, id(name, publicKey), publicKey);
    }

    /** Reads {@code <name>+<hex key id>+<base64>}. */
    static VerifierKey parse(String vkey) throws FaultException {
        // The base64 part may itself contain a plus.
        String[] parts = vkey.length() > LONGEST ? new String[0] : vkey.split("\\+", 3);
        if (parts.length != 3 || !isName(parts[0]) || !Bytes.isHex(parts[1], 8)) {
            throw fault("应为 <名称>+<8 位十六进制>+<base64>", "it is not <name>+<8 hex digits>+<base64>");
        }
        byte[] key = Bytes.ofBase64(parts[2]);
        if (key == null || key.length != 1 + KEY || key[0] != ED25519) {
            throw fault("不是 Ed25519 公钥", "it holds no Ed25519 key");
        }
        byte[] publicKey = Arrays.copyOfRange(key, 1, key.length);
        VerifierKey parsed = of(parts[0], publicKey);
        if (parsed.id != HexFormat.fromHexDigits(parts[1])) {
            throw fault("密钥标识与公钥不符", "its key id does not belong to it");
        }
        try {
            parsed.java();
        } catch (GeneralSecurityException noPoint) {
            throw fault("不是 Ed25519 公钥", "it holds no Ed25519 key");
        }
        return parsed;
    }

    /** Whether the text may name a key. */
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.codePoints()
                        .noneMatch(c -> c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c < ' ');
    }

    private static int id(String name, byte[] publicKey) {
        MessageDigest digest = Bytes.sha256();
        digest.update(Bytes.utf8(name));
        digest.update((byte) '\n');
        digest.update((byte) ED25519);
        byte[] hash = digest.digest(publicKey);
        return (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | hash[3] & 0xff;
    }

    /** The key as text. */
    String vkey() {
        byte[] key = new byte[1 + KEY];
        key[0] = ED25519;
        System.arraycopy(publicKey, 0, key, 1, KEY);
        return name + "+" + HexFormat.of().toHexDigits(id) + "+" + Bytes.base64(key);
    }

    /** Whether this is the signature of the message by this key. */
    boolean signed(byte[] message, byte[] signature) {
        // Java 17 accepts a signature with a byte appended.
        if (signature.length != SIGNATURE) {
            return false;
        }
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(java());
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException refused) {
            return false;
        }
    }

    private PublicKey java() throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY);
        System.arraycopy(publicKey, 0, encoded, X509_PREFIX.length, KEY);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static FaultException fault(String zh, String en) {
        return new FaultException("验证密钥格式不正确:" + zh, "the verifier key is malformed: " + en);
    }
}
