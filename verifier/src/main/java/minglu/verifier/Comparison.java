package minglu.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Holds what the same log showed at two times or to two people against each other. Each side is a checkpoint, a receipt or a
 * bundle. Two trees of different sizes can only be compared with the leaves of the larger one, or with a consistency proof.
 */
final class Comparison {

    private static final int CHECK = 19;
    private static final int LONGEST_PROOF = 64 * 1024;

    private final VerifierKey key;
    private final Findings findings;
    private final List<Text> proven = new ArrayList<>();

    Comparison(VerifierKey key, Findings findings) {
        this.key = key;
        this.findings = findings;
    }

    /** One side; the bundle is null where only a checkpoint was given. */
    private record Side(Outside shown, Path bundle) {

        private Checkpoint checkpoint() {
            return shown.checkpoint();
        }
    }

    /** What was shown, in sentences. */
    List<Text> proven() {
        return proven;
    }

    /** Whether the path leads to a bundle rather than to a checkpoint or a receipt. */
    static boolean isBundle(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return true;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(2), new byte[] {'P', 'K'});
        }
    }

    private Side side(Path path) throws IOException, UnusableException {
        Place place = Place.argument(path.toString());
        if (!isBundle(path)) {
            byte[] bytes;
            try (InputStream in = Files.newInputStream(path)) {
                bytes = in.readNBytes(Outside.LONGEST);
            }
            Outside shown = Outside.read(bytes, key, CHECK, place, findings);
            return shown == null ? null : new Side(shown, null);
        }
        try (BundleFiles files = BundleFiles.open(path)) {
            BundleFiles.BundleFile file = files.files().get("checkpoint");
            if (file == null) {
                throw new UnusableException(place, "不是证据包:缺少 checkpoint", "this is no bundle: checkpoint is missing");
            }
            Outside shown = Outside.read(BundleFiles.read(file, SignedNote.LONGEST), key, CHECK, place, findings);
            return shown == null ? null : new Side(shown, path);
        } catch (DamagedFileException damaged) {
            findings.contradicts(2, place, damaged.what());
        } catch (FaultException tooLong) {
            findings.contradicts(4, place, tooLong.what());
        }
        return null;
    }

    /**
     * Compares.
     *
     * @param ordered whether the first must not be newer than the second
     * @param proof a file with a consistency proof, a hash in base64 on each line; null for none
     */
    void run(Path first, Path second, boolean ordered, Path proof) throws IOException, UnusableException {
        Side one = side(first);
        Side other = side(second);
        if (one == null || other == null) {
            return;
        }
        boolean turned = one.checkpoint().size() > other.checkpoint().size();
        if (ordered && turned) {
            findings.unusable(
                    0,
                    one.shown().place(),
                    new Text("比第二个新;请调换顺序", "it is newer than the second one: turn them round"));
            return;
        }
        Side small = turned ? other : one;
        Side large = turned ? one : other;
        if (small.bundle() != null) {
            judgeBundle(small.bundle(), List.of());
        }
        if (large.bundle() != null) {
            judgeBundle(large.bundle(), List.of(small.shown()));
        } else {
            checkpoints(small.checkpoint(), large.checkpoint(), large.shown().place(), proof);
        }
        if (findings.outcome() == Outcome.SOUND) {
            long from = small.checkpoint().size();
            long to = large.checkpoint().size();
            proven.add(new Text(
                    from + " 叶的日志是 " + to + " 叶的日志的开头",
                    "the log of " + from + " leaves is the beginning of that of " + to));
        }
    }

    private void judgeBundle(Path path, List<Outside> outside) throws IOException, UnusableException {
        try (BundleFiles files = BundleFiles.open(path)) {
            new BundleCheck(files, key, outside, findings).run();
        }
    }

    /** Compares two checkpoints by themselves; the larger one comes second. */
    void checkpoints(Checkpoint small, Checkpoint large, Place place, Path proof)
            throws IOException, UnusableException {
        if (small.size() == large.size()) {
            if (!Arrays.equals(small.root(), large.root())) {
                findings.contradicts(
                        CHECK,
                        place,
                        "同一密钥对 " + small.size() + " 叶签署了两个不同的根",
                        "the key signed two different roots for " + small.size() + " leaves");
            }
            return;
        }
        if (small.size() == 0) {
            if (!Arrays.equals(small.root(), Merkle.emptyRoot())) {
                findings.contradicts(CHECK, place, "空日志的根不正确", "the root of the empty log is wrong");
            }
            return;
        }
        if (proof == null) {
            findings.missing(
                    CHECK,
                    place,
                    "大小不同的两个检查点须有一致性证明或较新的证据包方可比对",
                    "checkpoints of different sizes can only be compared with a consistency proof or a"
                            + " bundle of the newer one");
            return;
        }
        if (!new Merkle().isBeginning(small.size(), small.root(), large.size(), large.root(), proof(proof))) {
            findings.contradicts(CHECK, place, "一致性证明不成立", "the consistency proof does not hold");
        }
    }

    private static List<byte[]> proof(Path file) throws IOException, UnusableException {
        Place place = Place.argument(file.toString());
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST_PROOF);
        }
        String text = Bytes.ofUtf8(bytes);
        List<byte[]> hashes = new ArrayList<>();
        if (text != null && !text.isBlank()) {
            for (String line : text.strip().split("\n")) {
                hashes.add(Bytes.ofBase64(line.strip()));
            }
        }
        if (text == null || hashes.contains(null)) {
            throw new UnusableException(place, "每行应为一个 base64 散列", "it is not a hash in base64 on each line");
        }
        return hashes;
    }
}
