package minglu.verifier;

/**
 * A checkpoint: what the log committed to.
 *
 * @param origin the log
 * @param size number of leaves
 * @param root root of their tree
 * @param note the note that carries it
 * @param bytes the bytes of the note
 */
record Checkpoint(String origin, long size, byte[] root, SignedNote note, byte[] bytes) {

    /** Reads a checkpoint; says nothing about its signature. */
    static Checkpoint parse(byte[] bytes) throws FaultException {
        SignedNote note = SignedNote.parse(bytes);
        String[] lines = note.text().split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty()) {
            throw fault("应恰有三行", "it must have exactly three lines");
        }
        if (!VerifierKey.isName(lines[0]) || epoch(lines[0]) < 1) {
            throw fault("来源应以 /<期号> 结尾", "the origin must end in /<epoch>");
        }
        long size = Bytes.decimal(lines[1]);
        if (size < 0) {
            throw fault("大小不是十进制数", "the size is no decimal number");
        }
        byte[] root = Bytes.ofBase64(lines[2]);
        if (root == null || root.length != Bytes.HASH) {
            throw fault("根不是 32 字节的 base64", "the root is not base64 of 32 bytes");
        }
        return new Checkpoint(lines[0], size, root, note, bytes);
    }

    /** The epoch in which an origin ends; −1 where it ends in none. */
    static long epoch(String origin) {
        int slash = origin.lastIndexOf('/');
        return slash < 1 ? -1 : Bytes.decimal(origin.substring(slash + 1));
    }

    /** The origin without its epoch, ending in a slash. */
    static String withoutEpoch(String origin) {
        return origin.substring(0, origin.lastIndexOf('/') + 1);
    }

    private static FaultException fault(String zh, String en) {
        return new FaultException("检查点格式不正确:" + zh, "the checkpoint is malformed: " + en);
    }
}
