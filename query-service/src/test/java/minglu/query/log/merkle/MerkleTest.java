package minglu.query.log.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import minglu.query.log.Vectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The tree against public vectors, and against {@link PlainTree}, a plain recursive second implementation. */
class MerkleTest {

    /** Its roots are placeholders of 12 bytes, and it wants success; we demand 32 bytes (README of the vectors). */
    private static final String PLACEHOLDER_ROOTS = "sizes-are-equal-one-and-proof-is-empty.json";

    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    @Test
    void every_public_inclusion_probe_has_its_verdict() {
        int accepted = 0;
        List<String> files = Vectors.below("merkle-probes/inclusion");
        for (String file : files) {
            JsonNode probe = Vectors.json(file);
            boolean included = inRange(probe, "leafIdx", "treeSize")
                    && Merkle.isIncluded(
                            number(probe, "leafIdx"),
                            number(probe, "treeSize"),
                            bytes(probe.get("leafHash")),
                            list(probe.get("proof")),
                            bytes(probe.get("root")));
            assertThat(included).as(file).isEqualTo(!probe.get("wantErr").booleanValue());
            accepted += included ? 1 : 0;
        }
        assertThat(files).hasSize(98);
        assertThat(accepted).isEqualTo(6);
    }

    @Test
    void every_public_consistency_probe_has_its_verdict() {
        int accepted = 0;
        List<String> files = Vectors.below("merkle-probes/consistency");
        for (String file : files) {
            JsonNode probe = Vectors.json(file);
            boolean consistent = inRange(probe, "size1", "size2")
                    && Merkle.isConsistent(
                            number(probe, "size1"),
                            number(probe, "size2"),
                            bytes(probe.get("root1")),
                            bytes(probe.get("root2")),
                            list(probe.get("proof")));
            boolean wanted = !probe.get("wantErr").booleanValue() && !file.endsWith("/additional/" + PLACEHOLDER_ROOTS);
            assertThat(consistent).as(file).isEqualTo(wanted);
            accepted += consistent ? 1 : 0;
        }
        assertThat(files).hasSize(98);
        assertThat(accepted).isEqualTo(5);
    }

    private static boolean inRange(JsonNode probe, String... members) {
        for (String member : members) {
            if (probe.get(member).bigIntegerValue().compareTo(LARGEST) > 0) {
                return false;
            }
        }
        return true;
    }

    private static long number(JsonNode probe, String member) {
        return probe.get(member).bigIntegerValue().longValueExact();
    }

    private static byte[] bytes(JsonNode base64) {
        return base64 == null || base64.isNull()
                ? new byte[0]
                : Base64.getDecoder().decode(base64.stringValue());
    }

    private static List<byte[]> list(JsonNode array) {
        List<byte[]> hashes = new ArrayList<>();
        if (array != null) {
            array.forEach(hash -> hashes.add(bytes(hash)));
        }
        return hashes;
    }

    @Test
    void the_classic_tree_of_eight_leaves_comes_out_byte_for_byte() {
        JsonNode reference = Vectors.json("rfc6962-8leaf/reference-tree.json");
        List<byte[]> leaves = hexes(reference.get("leavesHex"));
        List<byte[]> roots = hexes(reference.get("rootsHexBySize"));
        MemoryTree tree = new MemoryTree();
        CompactRange range = new CompactRange();
        assertThat(range.root()).isEqualTo(roots.get(0));
        for (int i = 0; i < leaves.size(); i++) {
            byte[] hash = Merkle.leafHash(leaves.get(i));
            assertThat(hash).isEqualTo(hexes(reference.get("leafHashesHex")).get(i));
            tree.append(hash);
            range.append(hash);
            assertThat(range.root()).isEqualTo(roots.get(i + 1));
        }
        Proofs proofs = new Proofs(tree);
        int checked = 0;
        for (JsonNode proof : reference.get("inclusion")) {
            long index = proof.get("leafIndex").longValue();
            long size = proof.get("treeSize").longValue();
            List<byte[]> path = hexes(proof.get("proof"));
            assertThat(proofs.inclusion(index, size))
                    .usingElementComparator(MerkleTest::compare)
                    .isEqualTo(path);
            assertThat(Merkle.isIncluded(index, size, hex(proof.get("leafHash")), path, hex(proof.get("root"))))
                    .isTrue();
            checked++;
        }
        for (JsonNode proof : reference.get("consistency")) {
            long size1 = proof.get("size1").longValue();
            long size2 = proof.get("size2").longValue();
            List<byte[]> path = hexes(proof.get("proof"));
            assertThat(proofs.consistency(size1, size2))
                    .usingElementComparator(MerkleTest::compare)
                    .isEqualTo(path);
            assertThat(Merkle.isConsistent(size1, size2, hex(proof.get("root1")), hex(proof.get("root2")), path))
                    .isTrue();
            checked++;
        }
        assertThat(checked).isEqualTo(72);
    }

    @Test
    void the_two_real_proofs_of_another_log_hold() {
        int checked = 0;
        for (JsonNode proof : Vectors.json("sigstore/rekor-proofs.json").get("cases")) {
            assertThat(Merkle.isIncluded(
                            proof.get("leafIndex").longValue(),
                            proof.get("treeSize").longValue(),
                            bytes(proof.get("leafHash")),
                            list(proof.get("proof")),
                            bytes(proof.get("root"))))
                    .isTrue();
            checked++;
        }
        assertThat(checked).isEqualTo(2);
    }

    /** Roots and proofs for each size up to 2,000; in small trees every proof, in larger ones the edges and a seeded choice. */
    @Test
    void a_plain_recursive_implementation_agrees_for_every_size_up_to_two_thousand() {
        int most = 2_000;
        int whole = 70;
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            leaves.add(("leaf " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        PlainTree plain = new PlainTree(leaves);
        MemoryTree tree = new MemoryTree();
        Proofs proofs = new Proofs(tree);
        CompactRange range = new CompactRange();
        Random random = new Random(6962);
        for (int size = 0; size <= most; size++) {
            byte[] root = plain.root(size);
            assertThat(range.root()).as("root of %d", size).isEqualTo(root);
            assertThat(proofs.root(size)).isEqualTo(root);
            for (int chosen : chosen(size, size <= whole, random)) {
                List<byte[]> inclusion = proofs.inclusion(chosen, size);
                assertThat(same(inclusion, plain.path(chosen, size)))
                        .as("leaf %d of %d", chosen, size)
                        .isTrue();
                assertThat(Merkle.isIncluded(chosen, size, Merkle.leafHash(leaves.get(chosen)), inclusion, root))
                        .isTrue();
                List<byte[]> consistency = proofs.consistency(chosen + 1L, size);
                assertThat(same(consistency, plain.proof(chosen + 1, size)))
                        .as("from %d to %d", chosen + 1, size)
                        .isTrue();
                assertThat(Merkle.isConsistent(chosen + 1L, size, plain.root(chosen + 1), root, consistency))
                        .isTrue();
            }
            if (size < most) {
                byte[] hash = Merkle.leafHash(leaves.get(size));
                range.append(hash);
                tree.append(hash);
            }
        }
    }

    private static List<Integer> chosen(int size, boolean all, Random random) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; all && i < size; i++) {
            chosen.add(i);
        }
        for (int i = 0; !all && i < 6; i++) {
            chosen.add(random.nextInt(size));
        }
        if (!all) {
            chosen.addAll(List.of(0, size - 1, Integer.highestOneBit(size - 1) - 1, Integer.highestOneBit(size - 1)));
        }
        return chosen;
    }

    @Test
    void a_proof_with_any_bit_flipped_a_hash_more_or_less_or_another_place_is_refused() {
        MemoryTree tree = new MemoryTree();
        for (int i = 0; i < 100; i++) {
            tree.append(Merkle.leafHash(new byte[] {(byte) i}));
        }
        Proofs proofs = new Proofs(tree);
        byte[] leaf = Merkle.leafHash(new byte[] {37});
        byte[] root = proofs.root(100);
        List<byte[]> path = proofs.inclusion(37, 100);
        assertThat(Merkle.isIncluded(37, 100, leaf, path, root)).isTrue();
        for (int hash = 0; hash < path.size(); hash++) {
            for (int bit = 0; bit < 256; bit++) {
                List<byte[]> flipped = new ArrayList<>(path);
                byte[] changed = path.get(hash).clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                flipped.set(hash, changed);
                assertThat(Merkle.isIncluded(37, 100, leaf, flipped, root)).isFalse();
            }
        }
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(root);
        assertThat(Merkle.isIncluded(37, 100, leaf, longer, root)).isFalse();
        assertThat(Merkle.isIncluded(37, 100, leaf, path.subList(0, path.size() - 1), root))
                .isFalse();
        assertThat(Merkle.isIncluded(36, 100, leaf, path, root)).isFalse();
        assertThat(Merkle.isIncluded(37, 100, leaf, path, new byte[31])).isFalse();
        assertThat(Merkle.isIncluded(-1, 100, leaf, path, root)).isFalse();
        assertThat(Merkle.isIncluded(100, 100, leaf, path, root)).isFalse();
        assertThat(Merkle.isConsistent(0, 100, Merkle.emptyRoot(), root, List.of()))
                .isFalse();
    }

    private static int compare(byte[] left, byte[] right) {
        return java.util.Arrays.compare(left, right);
    }

    private static boolean same(List<byte[]> left, List<byte[]> right) {
        return java.util.Arrays.deepEquals(left.toArray(), right.toArray());
    }

    private static byte[] hex(JsonNode text) {
        return HexFormat.of().parseHex(text.stringValue());
    }

    private static List<byte[]> hexes(JsonNode array) {
        List<byte[]> hashes = new ArrayList<>();
        array.forEach(text -> hashes.add(hex(text)));
        return hashes;
    }
}
