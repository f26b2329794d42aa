package minglu.query.log.note;

import java.util.Base64;
import java.util.Optional;

/** Base64 with padding in its one canonical form; Java's own decoder takes several texts for the same bytes. */
public final class StrictBase64 {

    private StrictBase64() {}

    /** The text of some bytes. */
    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The bytes of a text; empty where it is not what {@link #encode} gives for any bytes. */
    public static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
