package minglu.query.log.note;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A text with signatures (C2SP signed-note), well formed; whether a signature is good is asked with {@link #verifiedBy}.
 *
 * @param text what is signed; ends with a newline
 * @param signatures in the order of the note
 * @param note the whole note
 */
public record SignedNote(String text, List<Signature> signatures, String note) {

    static final String MARK = "\u2014 ";

    private static final String SEPARATOR = "\n\n";
    private static final int MOST_SIGNATURES = 100;
    private static final int LEAST_BYTES = Integer.BYTES + 1;

    /**
     * A signature line.
     *
     * @param name name of the key
     * @param keyId id of the key
     * @param bytes the signature itself
     */
    public record Signature(String name, int keyId, byte[] bytes) {}

    /**
     * Reads the bytes of a note.
     *
     * @throws MalformedNoteException if it is not of the form
     */
    public static SignedNote parse(byte[] note) {
        return parse(VerifierKey.utf8(note));
    }

    /**
     * Reads a note.
     *
     * @throws MalformedNoteException if it is not of the form
     */
    public static SignedNote parse(String note) {
        if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new MalformedNoteException("a note has no control characters but newlines");
        }
        int split = note.lastIndexOf(SEPARATOR);
        if (split < 0) {
            throw new MalformedNoteException("an empty line must stand between text and signatures");
        }
        String lines = note.substring(split + SEPARATOR.length());
        if (lines.isEmpty() || !lines.endsWith("\n")) {
            throw new MalformedNoteException("a note ends with signature lines, each with its newline");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
            if (signatures.size() == MOST_SIGNATURES) {
                throw new MalformedNoteException("a note has at most " + MOST_SIGNATURES + " signatures");
            }
            signatures.add(signature(line));
        }
        return new SignedNote(note.substring(0, split + 1), List.copyOf(signatures), note);
    }

    private static Signature signature(String line) {
        int space = line.indexOf(' ', MARK.length());
        if (!line.startsWith(MARK) || space < 0 || !VerifierKey.isName(line.substring(MARK.length(), space))) {
            throw new MalformedNoteException("a signature line is a dash, a name and base64, and not: " + line);
        }
        byte[] bytes = StrictBase64.decode(line.substring(space + 1)).orElse(new byte[0]);
        if (bytes.length < LEAST_BYTES) {
            throw new MalformedNoteException("the signature in the line is not base64 or too short: " + line);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int id = buffer.getInt();
        byte[] signature = new byte[buffer.remaining()];
        buffer.get(signature);
        return new Signature(line.substring(MARK.length(), space), id, signature);
    }

    /**
     * The names of the known keys that have signed; lines of unknown keys are ignored.
     *
     * @param known the keys that are trusted
     * @return at least one, in the order of the note
     * @throws MalformedNoteException if no known key has signed, a signature of a known key is bad, or two known keys have the
     *     name and id of a signature
     */
    public Set<String> verifiedBy(Collection<VerifierKey> known) {
        Set<String> names = new LinkedHashSet<>();
        for (Signature signature : signatures) {
            List<VerifierKey> keys = known.stream()
                    .filter(key -> key.name().equals(signature.name()) && key.id() == signature.keyId())
                    .toList();
            if (keys.size() > 1) {
                throw new MalformedNoteException("the key " + signature.name() + " is known twice");
            }
            if (keys.size() == 1 && names.add(signature.name()) && !keys.get(0).verifies(text, signature.bytes())) {
                throw new MalformedNoteException("the signature of " + signature.name() + " is bad");
            }
        }
        if (names.isEmpty()) {
            throw new MalformedNoteException("no known key has signed the note");
        }
        return names;
    }
}
