package minglu.query.log.note;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import minglu.query.log.merkle.Merkle;

/**
 * The state of a log (C2SP tlog-checkpoint).
 *
 * @param origin which log
 * @param size number of leaves
 * @param root root of the tree
 * @param extensions further lines, none in a checkpoint of Minglu
 */
public record Checkpoint(String origin, long size, byte[] root, List<String> extensions) {

    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final int FIRST_LINES = 3;

    /** A checkpoint without further lines. */
    public Checkpoint(String origin, long size, byte[] root) {
        this(origin, size, root, List.of());
    }

    /**
     * Reads the text of a checkpoint, without signatures.
     *
     * @throws MalformedNoteException if it is not of the form, or its root is not a SHA-256
     */
    public static Checkpoint parse(String text) {
        Checkpoint checkpoint = parseAnyRoot(text);
        if (checkpoint.root.length != Merkle.HASH_BYTES) {
            throw new MalformedNoteException("the root of a checkpoint has 32 bytes and not " + checkpoint.root.length);
        }
        return checkpoint;
    }

    /** As {@link #parse}, with a root of any length. */
    static Checkpoint parseAnyRoot(String text) {
        if (!text.endsWith("\n")) {
            throw new MalformedNoteException("every line of a checkpoint ends with a newline");
        }
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() < FIRST_LINES || lines.contains("")) {
            throw new MalformedNoteException("a checkpoint has origin, size and root, each on its line");
        }
        if (!SIZE.matcher(lines.get(1)).matches()) {
            throw new MalformedNoteException("the size of a checkpoint is a number and not " + lines.get(1));
        }
        long size;
        try {
            size = Long.parseLong(lines.get(1));
        } catch (NumberFormatException e) {
            throw new MalformedNoteException("the size " + lines.get(1) + " is too large");
        }
        byte[] root = StrictBase64.decode(lines.get(2))
                .orElseThrow(() -> new MalformedNoteException("the root of a checkpoint is base64"));
        return new Checkpoint(lines.get(0), size, root, lines.subList(FIRST_LINES, lines.size()));
    }

    /**
     * Reads a signed checkpoint of one log.
     *
     * @param note the note
     * @param key the log's key; its name is the log's origin
     * @throws MalformedNoteException if it is not of the form, not signed by the key, or of another log
     */
    public static Checkpoint open(String note, VerifierKey key) {
        SignedNote signed = SignedNote.parse(note);
        signed.verifiedBy(List.of(key));
        Checkpoint checkpoint = parse(signed.text());
        if (!checkpoint.origin.equals(key.name())) {
            throw new MalformedNoteException(
                    "the checkpoint is of the log " + checkpoint.origin + " and signed as " + key.name());
        }
        return checkpoint;
    }

    /** The text that is signed. */
    public String text() {
        StringBuilder text = new StringBuilder(origin + "\n" + size + "\n" + StrictBase64.encode(root) + "\n");
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** Whether another checkpoint says the same. */
    public boolean isSameAs(Checkpoint other) {
        return origin.equals(other.origin) && size == other.size && Arrays.equals(root, other.root);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint checkpoint && text().equals(checkpoint.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return origin + " " + size + " " + StrictBase64.encode(root);
    }
}
