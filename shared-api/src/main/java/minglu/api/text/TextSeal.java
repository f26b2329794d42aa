package minglu.api.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals free texts with AES-256-GCM (NIST SP 800-38D). A sealed text is {@code sealed:1:} followed by the URL-safe base64 of a
 * 12-byte random nonce, the ciphertext and the 16-byte tag. The context – (unit, subject) – is authenticated with it, so that a
 * text moved to another subject cannot be opened there.
 */
public final class TextSeal {

    /** Length of a data key and of a wrapping key in bytes. */
    public static final int KEY_BYTES = 32;

    private static final String PREFIX = "sealed:1:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** To look one up costs more than to seal a short text. Each use initialises it anew, so that nothing of the one before remains. */
    private static final ThreadLocal<Cipher> CIPHERS = ThreadLocal.withInitial(TextSeal::newCipher);

    private TextSeal() {}

    /** A fresh random key of {@link #KEY_BYTES} bytes. */
    public static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /**
     * Seals a text.
     *
     * @param key 32 bytes
     * @param context authenticated, not hidden
     * @param text the text; null stays null
     */
    public static String seal(byte[] key, String context, String text) {
        if (text == null) {
            return null;
        }
        return PREFIX
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(encrypt(key, context, text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Opens a sealed text.
     *
     * @param key the key it was sealed with
     * @param context the context it was sealed with
     * @param sealed the sealed text; null stays null
     * @throws IllegalStateException if it was not sealed with this key and context, or was altered
     */
    public static String open(byte[] key, String context, String sealed) {
        if (sealed == null) {
            return null;
        }
        if (!isSealed(sealed)) {
            throw new IllegalStateException("a text of " + context + " is not sealed");
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(sealed.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("a sealed text of " + context + " is not base64: it was altered", e);
        }
        return new String(decrypt(key, context, bytes), StandardCharsets.UTF_8);
    }

    /** Whether a text has the form of a sealed one. */
    public static boolean isSealed(String text) {
        return text.startsWith(PREFIX);
    }

    /** Encrypts bytes: nonce, ciphertext and tag. Also wraps data keys. */
    public static byte[] encrypt(byte[] key, String context, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, context);
            ByteBuffer out = ByteBuffer.allocate(NONCE_BYTES + cipher.getOutputSize(plain.length));
            out.put(nonce).put(cipher.doFinal(plain));
            return out.array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not usable on this Java", e);
        }
    }

    /**
     * The reverse of {@link #encrypt}.
     *
     * @throws IllegalStateException if key or context differ, or the bytes were altered
     */
    public static byte[] decrypt(byte[] key, String context, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new IllegalStateException("a sealed value of " + context + " has only " + sealed.length + " bytes");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, context)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a sealed value of " + context + " cannot be opened: wrong key, or it was altered", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = CIPHERS.get();
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not usable on this Java", e);
        }
    }
}
