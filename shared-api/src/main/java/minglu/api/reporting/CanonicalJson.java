package minglu.api.reporting;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * JSON with one way to write it, so that equal content has equal bytes: members sorted by UTF-16 code units, no white space, only
 * the escapes that are needed (RFC 8785). Numbers are integers or exact decimals without trailing zeros; they are never rounded
 * to binary fractions, unlike in RFC 8785.
 */
public final class CanonicalJson {

    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    /** Writes a tree; its UTF-8 bytes are the canonical form. */
    public static String write(JsonNode node) {
        StringBuilder out = new StringBuilder();
        write(node, out);
        return out.toString();
    }

    private static void write(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, out);
            case ARRAY -> array(node, out);
            case STRING -> text(node.stringValue(), out);
            case BOOLEAN, NULL -> out.append(node.isNull() ? "null" : String.valueOf(node.booleanValue()));
            case NUMBER -> number(node, out);
            default -> throw new IllegalStateException("a node of " + node.getNodeType() + " has no canonical form");
        }
    }

    private static void object(JsonNode node, StringBuilder out) {
        List<String> names = node.propertyNames().stream().sorted().toList();
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            text(names.get(i), out);
            out.append(':');
            write(node.get(names.get(i)), out);
        }
        out.append('}');
    }

    private static void array(JsonNode node, StringBuilder out) {
        out.append('[');
        for (int i = 0; i < node.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            write(node.get(i), out);
        }
        out.append(']');
    }

    private static void number(JsonNode node, StringBuilder out) {
        if (node.isIntegralNumber()) {
            out.append(node.bigIntegerValue());
        } else {
            String plain = node.decimalValue().stripTrailingZeros().toPlainString();
            out.append(plain);
        }
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
