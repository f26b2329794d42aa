package minglu.verifier;

import java.util.Arrays;

/**
 * A checkpoint that left the house before, alone or inside a receipt.
 *
 * @param place where it was given
 * @param checkpoint the checkpoint; signed by the key
 * @param index index of the leaf that a receipt shows; −1 where there is none
 * @param leafHash hash of that leaf; null where there is none
 */
record Outside(Place place, Checkpoint checkpoint, long index, byte[] leafHash) {

    /** How long a file with a checkpoint may be, in bytes. */
    static final int LONGEST = Receipt.LONGEST;

    /**
     * Reads a checkpoint or a receipt. What is not signed by the key says nothing, so it cannot be used; a wrong signature in
     * the name of the key contradicts.
     *
     * @return null where it cannot be used
     */
    static Outside read(byte[] bytes, VerifierKey key, int check, Place place, Findings findings) {
        try {
            if (!Receipt.isReceipt(bytes)) {
                Checkpoint checkpoint = Checkpoint.parse(bytes);
                return isSigned(checkpoint, key, check, place, findings)
                        ? new Outside(place, checkpoint, -1, null)
                        : null;
            }
            Receipt receipt = Receipt.parse(bytes);
            Checkpoint checkpoint = Checkpoint.parse(receipt.checkpoint());
            if (!isSigned(checkpoint, key, check, place, findings)) {
                return null;
            }
            byte[] leafHash = ReceiptCheck.leafHash(receipt);
            if (leafHash == null
                    || !new Merkle()
                            .includes(
                                    leafHash, receipt.index(), checkpoint.size(), receipt.path(), checkpoint.root())) {
                findings.contradicts(check, place, "回执的证明不成立", "the proof of the receipt does not hold");
                return null;
            }
            return new Outside(place, checkpoint, receipt.index(), leafHash);
        } catch (FaultException malformed) {
            findings.unusable(check, place, malformed.what());
            return null;
        }
    }

    private static boolean isSigned(Checkpoint checkpoint, VerifierKey key, int check, Place place, Findings findings) {
        if (checkpoint.note().standing(key) == SignedNote.Standing.UNSIGNED) {
            findings.unusable(check, place, new Text("没有该密钥的签名", "it is not signed by the key"));
            return false;
        }
        return SignatureCheck.judge(checkpoint, key, check, place, findings);
    }

    /** Whether two checkpoints of the same size disagree, which no honest log can bring about. */
    boolean forks(Checkpoint other) {
        return checkpoint.size() == other.size() && !Arrays.equals(checkpoint.root(), other.root());
    }
}
