package minglu.verifier;

/** The note by which a named person began a new epoch of a log, section 3.2 of the format. */
final class RecoveryNote {

    private static final String VERSION = "minglu-recovery/1";

    private RecoveryNote() {}

    /**
     * Checks the note.
     *
     * @param origin origin of the log, of whatever epoch
     * @param epoch the epoch that the note began, 2 or more
     * @param key the key of the log; all epochs have the same public key
     */
    static void check(byte[] bytes, String origin, long epoch, VerifierKey key) throws FaultException {
        SignedNote note = SignedNote.parse(bytes);
        String log = Checkpoint.withoutEpoch(origin);
        VerifierKey old = VerifierKey.of(log + (epoch - 1), key.publicKey());
        VerifierKey fresh = VerifierKey.of(log + epoch, key.publicKey());
        String[] lines = note.text().split("\n", -1);
        demand(lines.length == 9 && lines[8].isEmpty(), "应恰有八行", "it must have exactly eight lines");
        demand(lines[0].equals(VERSION), "首行应为 " + VERSION, "its first line is not " + VERSION);
        demand(lines[1].equals(old.name()), "旧来源不符", "the old origin is another");
        demand(Bytes.isHex(lines[2], 64), "旧检查点的散列格式不正确", "the hash of the old checkpoint is malformed");
        demand(lines[3].equals(fresh.name()), "新来源不符", "the new origin is another");
        demand(lines[4].equals(fresh.vkey()), "新验证密钥不符", "the new verifier key is another");
        demand(Dates.isTime(lines[5]), "时间格式不正确", "the time is malformed");
        demand(!lines[6].isBlank(), "没有写明由谁恢复", "it does not say who recovered");
        demand(
                note.standing(old) == SignedNote.Standing.GOOD,
                "没有旧名称密钥的正确签名",
                "it has no good signature by the old name");
    }

    private static void demand(boolean holds, String zh, String en) throws FaultException {
        if (!holds) {
            throw new FaultException("恢复说明:" + zh, "recovery note: " + en);
        }
    }
}
