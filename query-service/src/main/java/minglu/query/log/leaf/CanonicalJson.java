package minglu.query.log.leaf;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Canonical JSON (RFC 8785) of objects that hold strings and integers from 0 to 2^53 − 1, and nothing else: amounts and the like
 * are strings, so that no number can lose a digit.
 */
public final class CanonicalJson {

    private static final long LARGEST = (1L << 53) - 1;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private CanonicalJson() {}

    /**
     * The bytes of an object.
     *
     * @param members by name, in any order; values are {@link String}, {@link Integer} or {@link Long}
     * @throws IllegalArgumentException if a value is of another kind, a number out of range, or a text has half a surrogate pair
     */
    public static byte[] write(Map<String, ?> members) {
        StringBuilder json = new StringBuilder("{");
        // The order of String is that of UTF-16 code units, as RFC 8785 wants it.
        new TreeMap<>(members).forEach((name, value) -> {
            json.append(json.length() == 1 ? "" : ",");
            string(json, name);
            json.append(':');
            if (value instanceof String text) {
                string(json, text);
            } else if (value instanceof Integer || value instanceof Long) {
                json.append(number(((Number) value).longValue()));
            } else {
                throw new IllegalArgumentException("member " + name + " is neither a text nor an integer: " + value);
            }
        });
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    static long number(long value) {
        if (value < 0 || value > LARGEST) {
            throw new IllegalArgumentException(value + " is not an integer from 0 to " + LARGEST);
        }
        return value;
    }

    static void string(StringBuilder json, String text) {
        json.append('"');
        if (isPlain(text)) {
            json.append(text);
        } else {
            escaped(json, text);
        }
        json.append('"');
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static void escaped(StringBuilder json, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xf]);
                    } else {
                        json.append(whole(text, i));
                    }
                }
            }
        }
    }

    /** The character, once it is certain that it is not half of a pair: UTF-8 would make a question mark of it. */
    private static char whole(String text, int place) {
        char c = text.charAt(place);
        boolean paired = Character.isHighSurrogate(c)
                ? place + 1 < text.length() && Character.isLowSurrogate(text.charAt(place + 1))
                : place > 0 && Character.isHighSurrogate(text.charAt(place - 1));
        if (Character.isSurrogate(c) && !paired) {
            throw new IllegalArgumentException("a text has half a surrogate pair at place " + place);
        }
        return c;
    }
}
