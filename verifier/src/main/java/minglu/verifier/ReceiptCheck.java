package minglu.verifier;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Checks the receipt of one act, section 4 of the format. */
final class ReceiptCheck {

    private final VerifierKey key;
    private final Findings findings;
    private final List<Text> proven = new ArrayList<>();

    ReceiptCheck(VerifierKey key, Findings findings) {
        this.key = key;
        this.findings = findings;
    }

    /** What stands in the line {@code extra}. */
    private record Extra(byte[] leaf, byte[] payload, byte[] salt) {

        private static Extra parse(byte[] bytes) throws FaultException {
            Json.Obj extra = Json.parseObject(bytes);
            boolean disclosed = extra.hasExactly("leaf", "payload", "salt");
            byte[] leaf = extra.string("leaf") == null ? null : Bytes.ofBase64(extra.string("leaf"));
            byte[] payload =
                    disclosed && extra.string("payload") != null ? Bytes.ofBase64(extra.string("payload")) : null;
            byte[] salt = disclosed && extra.string("salt") != null ? Bytes.ofHex(extra.string("salt")) : null;
            if (leaf == null
                    || !disclosed && !extra.hasExactly("leaf")
                    || disclosed && (payload == null || salt == null || salt.length != Bytes.HASH)
                    || !Arrays.equals(canonical(extra), bytes)) {
                throw new FaultException("extra 格式不正确", "its line extra is not of its form");
            }
            return new Extra(leaf, payload, salt);
        }

        private static byte[] canonical(Json.Obj extra) {
            // The values are base64 and hex, the names sort as listed: nothing needs an escape.
            List<String> members = new ArrayList<>();
            for (String name : List.of("leaf", "payload", "salt")) {
                if (extra.string(name) != null) {
                    members.add("\"" + name + "\":\"" + extra.string(name) + "\"");
                }
            }
            return Bytes.utf8("{" + String.join(",", members) + "}");
        }
    }

    /** The hash of the leaf that a receipt shows; null where it shows none. */
    static byte[] leafHash(Receipt receipt) throws FaultException {
        return receipt.extra() == null
                ? null
                : new Merkle().leaf(Extra.parse(receipt.extra()).leaf());
    }

    /** Checks a receipt. */
    void run(byte[] bytes, Place place) throws UnusableException {
        Receipt receipt;
        try {
            receipt = Receipt.parse(bytes);
        } catch (FaultException malformed) {
            if (Receipt.isReceipt(bytes)) {
                findings.contradicts(0, place, malformed.what());
                return;
            }
            throw new UnusableException(place, malformed.what());
        }
        try {
            Checkpoint checkpoint = Checkpoint.parse(receipt.checkpoint());
            if (SignatureCheck.judge(checkpoint, key, 4, place, findings)) {
                proven.add(new Text(
                        "检查点由该密钥签署:" + checkpoint.size() + " 叶",
                        "the checkpoint is signed by the key: " + checkpoint.size() + " leaves"));
            }
            if (receipt.extra() == null) {
                findings.missing(0, place, "回执没有 extra 行,不含叶", "the receipt has no line extra, so no leaf");
                return;
            }
            Extra extra = Extra.parse(receipt.extra());
            Entry entry = new Entry(receipt.index(), extra.leaf(), extra.payload(), extra.salt(), receipt.path());
            Entry.Read read = entry.check(checkpoint, Set.of(), findings);
            if (read != null) {
                Leaf leaf = read.leaf();
                proven.add(new Text(
                        "事件 " + Text.quote(leaf.id()) + " 位于日志位置 " + (receipt.index() + 1) + ",记录于 " + leaf.recorded(),
                        "the event " + Text.quote(leaf.id()) + " stands at position " + (receipt.index() + 1)
                                + " of the log, recorded at " + leaf.recorded()));
                if (read.event() != null && read.event().subject() != null) {
                    String act = Text.quote(ActTypes.act(leaf.type()) + ", "
                            + read.event().unit() + ", " + read.event().subject());
                    proven.add(
                            new Text("行为:" + act + "," + leaf.occurred(), "the act: " + act + ", " + leaf.occurred()));
                }
            }
        } catch (FaultException malformed) {
            findings.contradicts(0, place, malformed.what());
        }
    }

    /** What was shown, in sentences. */
    List<Text> proven() {
        return proven;
    }

    /**
     * A single leaf with its payload and its inclusion proof.
     *
     * @param payload null where it is not disclosed
     * @param salt null where the payload is not disclosed
     */
    record Entry(long index, byte[] leaf, byte[] payload, byte[] salt, List<byte[]> path) {

        /**
         * What an entry turned out to say.
         *
         * @param event null where the payload is not disclosed
         */
        record Read(Leaf leaf, Event event) {}

        /**
         * Checks the entry against a checkpoint.
         *
         * @param lookedAt accounts whose postings are kept
         * @return what it says; null where something contradicts
         */
        Read check(Checkpoint checkpoint, Set<String> lookedAt, Findings findings) {
            Place place = Place.leaf(index);
            Merkle merkle = new Merkle();
            if (!merkle.includes(merkle.leaf(leaf), index, checkpoint.size(), path, checkpoint.root())) {
                findings.contradicts(
                        9,
                        place,
                        "证明不成立:此叶不在检查点所承诺的树中",
                        "its proof does not hold: it is not in the tree of the checkpoint");
                return null;
            }
            Leaf parsed;
            try {
                parsed = Leaf.parse(leaf);
                if (!parsed.log().equals(checkpoint.origin()) || parsed.index() != index) {
                    findings.contradicts(7, place, "叶的 log 或 i 不符", "its members log or i are wrong");
                    return null;
                }
                if (parsed.previous() != null && (index != 0 || Checkpoint.epoch(checkpoint.origin()) == 1)) {
                    findings.contradicts(7, place, "此叶不应有 prev", "it may not have the member prev");
                    return null;
                }
            } catch (FaultException malformed) {
                findings.contradicts(7, place, malformed.what());
                return null;
            }
            if (payload == null) {
                findings.missing(13, place, "未披露载荷", "its payload is not disclosed");
                return new Read(parsed, null);
            }
            MessageDigest digest = Bytes.sha256();
            digest.update(salt);
            if (payload.length > TileReader.LONGEST_PAYLOAD
                    || parsed.payloadLength() != payload.length
                    || !Bytes.hex(digest.digest(payload)).equals(parsed.payloadHash())) {
                findings.contradicts(
                        12,
                        place,
                        "载荷与叶中的长度或 SHA-256 不符",
                        "its payload has not the length or the SHA-256 that the leaf states");
                return null;
            }
            try {
                return new Read(parsed, new Event.Reader(Accounts.ofThisVersion(), lookedAt).read(parsed, payload));
            } catch (FaultException contradiction) {
                findings.contradicts(12, place, contradiction.what());
                return null;
            }
        }
    }
}
