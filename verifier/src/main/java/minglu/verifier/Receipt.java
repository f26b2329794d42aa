package minglu.verifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The receipt of one act, a C2SP tlog-proof (section 4 of the format).
 *
 * @param extra what stands in the line {@code extra}; null where there is none
 * @param index leaf index
 * @param path inclusion proof
 * @param checkpoint bytes of the checkpoint
 */
record Receipt(byte[] extra, long index, List<byte[]> path, byte[] checkpoint) {

    /** The first line. */
    static final String HEADER = "c2sp.org/tlog-proof@v1";

    /** How long the file may be, in bytes. */
    static final int LONGEST = 256 * 1024;

    private static final int LONGEST_LINE = 64 * 1024;
    private static final int LONGEST_PATH = 64;

    /** Whether the bytes begin as a receipt does. */
    static boolean isReceipt(byte[] bytes) {
        byte[] header = Bytes.utf8(HEADER + "\n");
        return bytes.length >= header.length && Arrays.equals(header, 0, header.length, bytes, 0, header.length);
    }

    static Receipt parse(byte[] bytes) throws FaultException {
        if (bytes.length > LONGEST) {
            throw fault("超过 " + LONGEST + " 字节", "it has more than " + LONGEST + " bytes");
        }
        String text = Bytes.ofUtf8(bytes);
        int blank = text == null ? -1 : text.indexOf("\n\n");
        if (blank < 0) {
            throw fault("没有空行", "it has no blank line");
        }
        List<String> lines = List.of(text.substring(0, blank).split("\n", -1));
        if (lines.stream().anyMatch(line -> line.length() > LONGEST_LINE)) {
            throw fault("有一行过长", "a line is too long");
        }
        int at = 0;
        if (!lines.get(at++).equals(HEADER)) {
            throw fault("首行应为 " + HEADER, "its first line is not " + HEADER);
        }
        byte[] extra = null;
        if (at < lines.size() && lines.get(at).startsWith("extra ")) {
            extra = Bytes.ofBase64(lines.get(at++).substring("extra ".length()));
            if (extra == null) {
                throw fault("extra 不是 base64", "its line extra is not base64");
            }
        }
        long index = at < lines.size() && lines.get(at).startsWith("index ")
                ? Bytes.decimal(lines.get(at++).substring("index ".length()))
                : -1;
        if (index < 0) {
            throw fault("缺少 index", "its line index is missing or no decimal number");
        }
        List<byte[]> path = new ArrayList<>();
        for (String line : lines.subList(at, lines.size())) {
            byte[] hash = Bytes.ofBase64(line);
            if (hash == null || hash.length != Bytes.HASH || path.size() == LONGEST_PATH) {
                throw fault("证明不是 32 字节散列的 base64", "its proof is not base64 of hashes of 32 bytes");
            }
            path.add(hash);
        }
        return new Receipt(extra, index, path, Bytes.utf8(text.substring(blank + 2)));
    }

    private static FaultException fault(String zh, String en) {
        return new FaultException("回执格式不正确:" + zh, "the receipt is malformed: " + en);
    }
}
