package minglu.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Hashes and spellings of bytes, each in its one allowed form. */
final class Bytes {

    /** Length of a SHA-256 in bytes. */
    static final int HASH = 32;

    private static final HexFormat HEX = HexFormat.of();

    private Bytes() {}

    /** A fresh SHA-256. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    /** Lower-case hexadecimal. */
    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** Whether the text consists of as many lower-case hexadecimal digits. */
    static boolean isHex(String text, int digits) {
        if (text.length() != digits) {
            return false;
        }
        for (int at = 0; at < digits; at++) {
            char digit = text.charAt(at);
            if (!(digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of lower-case hexadecimal; null where it is none. */
    static byte[] ofHex(String text) {
        return text.length() % 2 == 0 && isHex(text, text.length()) ? HEX.parseHex(text) : null;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The bytes of canonical base64 with padding; null where it is none. */
    static byte[] ofBase64(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
        // Java's decoder takes missing padding and unused bits that are not zero.
        return base64(bytes).equals(text) ? bytes : null;
    }

    /** The text of UTF-8 bytes; null where they are none. */
    static String ofUtf8(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException noUtf8) {
            return null;
        }
    }

    static String ofUtf8(byte[] bytes) {
        return ofUtf8(bytes, 0, bytes.length);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A decimal number from 0 to 2^53 − 1 without sign and leading zeros, as this format writes every size and index.
     *
     * @return −1 where the text is none
     */
    static long decimal(String text) {
        if (text.isEmpty() || text.length() > 16 || text.length() > 1 && text.charAt(0) == '0') {
            return -1;
        }
        long value = 0;
        for (int at = 0; at < text.length(); at++) {
            char digit = text.charAt(at);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return value < 1L << 53 ? value : -1;
    }
}
