package minglu.query.log.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import minglu.query.log.merkle.Merkle;

/**
 * A proof that a leaf is in a log, as a text of its own (C2SP tlog-proof).
 *
 * @param extra what the issuer adds; or null
 * @param index place of the leaf
 * @param hashes the path from the leaf to the root
 * @param checkpoint the checkpoint the path leads to, a signed note
 */
public record ProofText(byte[] extra, long index, List<byte[]> hashes, String checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final int LONGEST_LINE = 64 * 1024 - 1;
    private static final int MOST_HASHES = 63;

    /** The text. */
    public String text() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        if (extra != null) {
            text.append(EXTRA).append(StrictBase64.encode(extra)).append('\n');
        }
        text.append(INDEX).append(index).append('\n');
        hashes.forEach(hash -> text.append(StrictBase64.encode(hash)).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    /**
     * Reads a text; the checkpoint in it is not looked at.
     *
     * @throws MalformedNoteException if it is not of the form
     */
    public static ProofText parse(String text) {
        int split = text.indexOf("\n\n");
        if (split < 0) {
            throw new MalformedNoteException("an empty line must stand between proof and checkpoint");
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, split).split("\n", -1)));
        for (String line : lines) {
            if (line.getBytes(StandardCharsets.UTF_8).length > LONGEST_LINE) {
                throw new MalformedNoteException("a line of a proof has less than 64 KiB");
            }
        }
        if (!lines.remove(0).equals(HEADER)) {
            throw new MalformedNoteException("a proof begins with " + HEADER);
        }
        byte[] extra = null;
        if (!lines.isEmpty() && lines.get(0).startsWith(EXTRA)) {
            extra = decoded(lines.remove(0).substring(EXTRA.length()));
        }
        if (lines.isEmpty() || !lines.get(0).startsWith(INDEX)) {
            throw new MalformedNoteException("the line index is missing");
        }
        long index = index(lines.remove(0).substring(INDEX.length()));
        List<byte[]> hashes = lines.stream().map(ProofText::decoded).toList();
        if (hashes.size() > MOST_HASHES || hashes.stream().anyMatch(hash -> hash.length != Merkle.HASH_BYTES)) {
            throw new MalformedNoteException("a path has at most " + MOST_HASHES + " hashes of 32 bytes");
        }
        return new ProofText(extra, index, hashes, text.substring(split + 2));
    }

    private static long index(String text) {
        try {
            if (NUMBER.matcher(text).matches()) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // Too large; refused below.
            return refuseIndex(text);
        }
        return refuseIndex(text);
    }

    private static long refuseIndex(String text) {
        throw new MalformedNoteException("the index of a proof is a number and not " + text);
    }

    private static byte[] decoded(String text) {
        Optional<byte[]> bytes = StrictBase64.decode(text);
        return bytes.orElseThrow(() -> new MalformedNoteException("not base64: " + text));
    }
}
