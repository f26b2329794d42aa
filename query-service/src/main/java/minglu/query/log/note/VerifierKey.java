package minglu.query.log.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import minglu.query.log.merkle.Merkle;

/**
 * A public key under a name (C2SP signed-note): {@code <name>+<key id>+<base64 of type and key>}.
 *
 * @param name who signs; the origin of a log
 * @param id first 4 bytes of {@code SHA-256(name ‖ newline ‖ type ‖ key)}
 * @param publicKey 32 bytes
 */
public record VerifierKey(String name, int id, byte[] publicKey) {

    /** The signature type of Ed25519. */
    static final byte ED25519 = 1;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");

    /**
     * Reads a key.
     *
     * @throws MalformedNoteException if it is not of this form, its id is wrong, or it is not an Ed25519 key
     */
    public static VerifierKey parse(String text) {
        // The base64 part may contain a plus sign.
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3 || !isName(parts[0]) || !ID.matcher(parts[1]).matches()) {
            throw new MalformedNoteException("a verifier key is name+id+key, and not " + text);
        }
        byte[] key = StrictBase64.decode(parts[2])
                .orElseThrow(() -> new MalformedNoteException("the key in " + text + " is not base64"));
        if (key.length != 1 + Ed25519.KEY_BYTES || key[0] != ED25519) {
            throw new MalformedNoteException("the key in " + text + " is not an Ed25519 key");
        }
        VerifierKey parsed = of(parts[0], java.util.Arrays.copyOfRange(key, 1, key.length));
        if (!parsed.idText().equals(parts[1])) {
            throw new MalformedNoteException("the key id of " + text + " does not belong to the key");
        }
        return parsed;
    }

    /** A key under a name. */
    public static VerifierKey of(String name, byte[] publicKey) {
        byte[] prefix = (name + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] named = ByteBuffer.allocate(prefix.length + 1 + publicKey.length)
                .put(prefix)
                .put(ED25519)
                .put(publicKey)
                .array();
        return new VerifierKey(
                name, ByteBuffer.wrap(Merkle.sha256().digest(named)).getInt(), publicKey.clone());
    }

    /** Whether this may be the name of a key: not empty, no space, no plus sign. */
    static boolean isName(String name) {
        return !name.isEmpty()
                && name.indexOf('+') < 0
                && name.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))
                && StandardCharsets.UTF_8.newEncoder().canEncode(name);
    }

    /** Whether a signature over a text is this key's. */
    boolean verifies(String text, byte[] signature) {
        return Ed25519.verifies(publicKey, text.getBytes(StandardCharsets.UTF_8), signature);
    }

    private String idText() {
        return HexFormat.of().toHexDigits(id);
    }

    /** The text of the key. */
    @Override
    public String toString() {
        byte[] typed = ByteBuffer.allocate(1 + publicKey.length)
                .put(ED25519)
                .put(publicKey)
                .array();
        return name + "+" + idText() + "+" + StrictBase64.encode(typed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey key && toString().equals(key.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedNoteException("the text is not UTF-8");
        }
    }
}
