package minglu.verifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A C2SP signed note.
 *
 * @param text the text that is signed; ends with a line break
 * @param signatures its signature lines, at least one
 */
record SignedNote(String text, List<Line> signatures) {

    /** How long a note may be, in bytes. */
    static final int LONGEST = 64 * 1024;

    private static final int MOST_SIGNATURES = 100;
    private static final String MARK = "— ";

    /**
     * A signature line.
     *
     * @param name name of the key
     * @param id key id
     * @param signature the signature, of any length
     */
    record Line(String name, int id, byte[] signature) {}

    /** What a key has to do with a note. */
    enum Standing {
        /** There is a signature of the key, and it is right. */
        GOOD,
        /** There is a line of the key with a signature that is not of it. */
        BAD,
        /** There is no line of the key. */
        UNSIGNED
    }

    static SignedNote parse(byte[] bytes) throws FaultException {
        if (bytes.length > LONGEST) {
            throw fault("超过 64 KiB", "it has more than 64 KiB");
        }
        String note = Bytes.ofUtf8(bytes);
        if (note == null) {
            throw fault("不是 UTF-8", "it is not UTF-8");
        }
        if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw fault("含控制字符", "it holds a control character");
        }
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n") || blank + 2 == note.length()) {
            throw fault("没有签名行", "it has no signature lines");
        }
        String[] lines = note.substring(blank + 2, note.length() - 1).split("\n", -1);
        if (lines.length > MOST_SIGNATURES) {
            throw fault("签名行超过 100", "it has more than 100 signature lines");
        }
        List<Line> signatures = new ArrayList<>();
        for (String line : lines) {
            signatures.add(line(line));
        }
        return new SignedNote(note.substring(0, blank + 1), List.copyOf(signatures));
    }

    private static Line line(String line) throws FaultException {
        int space = line.indexOf(' ', MARK.length());
        if (!line.startsWith(MARK) || space < 0 || !VerifierKey.isName(line.substring(MARK.length(), space))) {
            throw fault("签名行格式不正确", "a signature line is malformed");
        }
        byte[] signature = Bytes.ofBase64(line.substring(space + 1));
        if (signature == null || signature.length < 5) {
            throw fault("签名不是 base64", "a signature is not base64");
        }
        int id = (signature[0] & 0xff) << 24
                | (signature[1] & 0xff) << 16
                | (signature[2] & 0xff) << 8
                | signature[3] & 0xff;
        return new Line(line.substring(MARK.length(), space), id, Arrays.copyOfRange(signature, 4, signature.length));
    }

    /** Looks for the key. One bad signature of it spoils the note, whatever else it carries. */
    Standing standing(VerifierKey key) {
        byte[] signed = Bytes.utf8(text);
        Standing standing = Standing.UNSIGNED;
        for (Line line : signatures) {
            if (line.name().equals(key.name()) && line.id() == key.id()) {
                if (!key.signed(signed, line.signature())) {
                    return Standing.BAD;
                }
                standing = Standing.GOOD;
            }
        }
        return standing;
    }

    private static FaultException fault(String zh, String en) {
        return new FaultException("签名文本格式不正确:" + zh, "the note is malformed: " + en);
    }
}
