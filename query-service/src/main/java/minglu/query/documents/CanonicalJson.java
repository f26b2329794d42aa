package minglu.query.documents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Canonical JSON (RFC 8785) of what documents hold: texts, whole numbers, null, and objects of them. */
final class CanonicalJson {

    private CanonicalJson() {}

    /** The SHA-256 of the canonical form in UTF-8, 64 hexadecimal digits. */
    static String sha256(Map<String, ?> content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(write(content).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The canonical form.
     *
     * @throws IllegalArgumentException for anything but texts, integers, null and objects of them
     */
    static String write(Map<String, ?> content) {
        StringBuilder out = new StringBuilder();
        write(content, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value == null || value instanceof Integer || value instanceof Long) {
            out.append(value);
        } else if (value instanceof String text) {
            quote(text, out);
        } else if (value instanceof Map<?, ?> members) {
            // The order of Java strings is that of UTF-16 units, as RFC 8785 section 3.2.3 wants it.
            TreeMap<String, Object> sorted = new TreeMap<>();
            members.forEach((name, member) -> sorted.put((String) name, member));
            String separator = "{";
            for (Map.Entry<String, Object> member : sorted.entrySet()) {
                out.append(separator);
                quote(member.getKey(), out);
                out.append(':');
                write(member.getValue(), out);
                separator = ",";
            }
            out.append(sorted.isEmpty() ? "{}" : "}");
        } else {
            throw new IllegalArgumentException(
                    "no document holds a " + value.getClass().getName());
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
