package minglu.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import minglu.evidence.Hashing;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tree and its proofs: public probes, the classic eight leaves, and a recursive second implementation. */
class MerkleTest {

    private final Merkle merkle = new Merkle();

    @Test
    void public_inclusion_probes_are_taken_and_refused_as_they_should_be() {
        int taken = 0;
        List<Path> files = Vectors.files("merkle-probes/inclusion").stream()
                .filter(file -> file.toString().endsWith(".json"))
                .toList();
        for (Path file : files) {
            JsonNode probe = JsonMapper.shared().readTree(Vectors.read(file));
            boolean holds = merkle.includes(
                    hash(probe.get("leafHash")),
                    number(probe.get("leafIdx")),
                    number(probe.get("treeSize")),
                    hashes(probe.get("proof")),
                    hash(probe.get("root")));
            assertThat(holds)
                    .as(file.toString())
                    .isEqualTo(!probe.get("wantErr").asBoolean());
            taken += holds ? 1 : 0;
        }
        assertThat(files).hasSize(98);
        assertThat(taken).isEqualTo(6);
    }

    @Test
    void public_consistency_probes_are_taken_and_refused_as_they_should_be() {
        int taken = 0;
        List<Path> files = Vectors.files("merkle-probes/consistency").stream()
                .filter(file -> file.toString().endsWith(".json"))
                .toList();
        for (Path file : files) {
            JsonNode probe = JsonMapper.shared().readTree(Vectors.read(file));
            boolean holds = merkle.isBeginning(
                    number(probe.get("size1")),
                    hash(probe.get("root1")),
                    number(probe.get("size2")),
                    hash(probe.get("root2")),
                    hashes(probe.get("proof")));
            // This one has roots of 12 bytes, which we refuse.
            boolean placeholder = file.endsWith("sizes-are-equal-one-and-proof-is-empty.json");
            boolean wanted = !probe.get("wantErr").asBoolean() && !placeholder;
            assertThat(holds).as(file.toString()).isEqualTo(wanted);
            taken += holds ? 1 : 0;
        }
        assertThat(files).hasSize(98);
        assertThat(taken).isEqualTo(5);
    }

    /** Numbers that do not fit are refused like negative ones. */
    private static long number(JsonNode node) {
        BigInteger number = new BigInteger(node.asString());
        return number.bitLength() < Long.SIZE ? number.longValue() : -1;
    }

    private static byte[] hash(JsonNode node) {
        return node == null || node.isNull() ? new byte[0] : Base64.getDecoder().decode(node.asString());
    }

    private static List<byte[]> hashes(JsonNode node) {
        List<byte[]> hashes = new ArrayList<>();
        if (node != null) {
            node.forEach(one -> hashes.add(hash(one)));
        }
        return hashes;
    }

    @Test
    void the_classic_tree_of_eight_leaves_comes_out() {
        JsonNode reference = Vectors.json("rfc6962-8leaf/reference-tree.json");
        TreeBuilder tree = new TreeBuilder(merkle);
        List<String> roots = new ArrayList<>(List.of(Bytes.hex(tree.root())));
        reference.get("leavesHex").forEach(leaf -> {
            tree.append(merkle.leaf(HexFormat.of().parseHex(leaf.asString())), (level, hash) -> {});
            roots.add(Bytes.hex(tree.root()));
        });
        List<String> expected = new ArrayList<>();
        reference.get("rootsHexBySize").forEach(root -> expected.add(root.asString()));
        assertThat(roots).hasSize(9).isEqualTo(expected);
        assertThat(reference.get("inclusion")).hasSize(36).allSatisfy(proof -> {
            byte[] leaf = hex(proof.get("leafHash"));
            long index = proof.get("leafIndex").asLong();
            long size = proof.get("treeSize").asLong();
            assertThat(merkle.includes(leaf, index, size, hexes(proof.get("proof")), hex(proof.get("root"))))
                    .isTrue();
            assertThat(merkle.includes(leaf, index, size, hexes(proof.get("proof")), leafed(proof)))
                    .isFalse();
        });
        assertThat(reference.get("consistency")).hasSize(36).allSatisfy(proof -> {
            long first = proof.get("size1").asLong();
            long second = proof.get("size2").asLong();
            List<byte[]> path = hexes(proof.get("proof"));
            assertThat(merkle.isBeginning(first, hex(proof.get("root1")), second, hex(proof.get("root2")), path))
                    .isTrue();
            path.add(new byte[Bytes.HASH]);
            assertThat(merkle.isBeginning(first, hex(proof.get("root1")), second, hex(proof.get("root2")), path))
                    .isFalse();
        });
    }

    private static byte[] leafed(JsonNode proof) {
        byte[] root = hex(proof.get("root"));
        root[31] ^= 1;
        return root;
    }

    private static byte[] hex(JsonNode node) {
        return HexFormat.of().parseHex(node.asString());
    }

    private static List<byte[]> hexes(JsonNode node) {
        List<byte[]> hashes = new ArrayList<>();
        node.forEach(one -> hashes.add(hex(one)));
        return hashes;
    }

    @Property(tries = 200)
    void trees_and_proofs_agree_with_the_definition(@ForAll @IntRange(min = 1, max = 600) int size, @ForAll long seed) {
        Random random = new Random(seed);
        List<byte[]> leaves = new ArrayList<>();
        TreeBuilder tree = new TreeBuilder(merkle);
        List<byte[]> roots = new ArrayList<>();
        List<byte[]> tiles = new ArrayList<>();
        for (int at = 0; at < size; at++) {
            byte[] leaf = new byte[Bytes.HASH];
            random.nextBytes(leaf);
            leaves.add(leaf);
            tree.append(leaf, (level, hash) -> tiles.add(hash));
            roots.add(tree.root());
        }
        byte[] root = Hashing.root(leaves);
        assertThat(tree.root()).isEqualTo(root);
        assertThat(tiles).hasSize(size / 256);
        for (int tile = 0; tile < tiles.size(); tile++) {
            assertThat(tiles.get(tile)).isEqualTo(Hashing.root(leaves.subList(tile * 256, tile * 256 + 256)));
        }
        int index = random.nextInt(size);
        List<byte[]> path = Hashing.path(index, leaves);
        assertThat(merkle.includes(leaves.get(index), index, size, path, root)).isTrue();
        assertThat(merkle.includes(leaves.get(index), index, size, damaged(path, random), root))
                .isFalse();
        assertThat(merkle.includes(leaves.get(index), (index + 1L) % size, size, path, root))
                .isEqualTo(size == 1);
        int first = 1 + random.nextInt(size);
        List<byte[]> proof = Hashing.consistency(first, leaves);
        assertThat(merkle.isBeginning(first, roots.get(first - 1), size, root, proof))
                .isTrue();
        assertThat(merkle.isBeginning(first, roots.get(first - 1), size, root, damaged(proof, random)))
                .isFalse();
    }

    /** The path with a bit changed, an item left out or one added. */
    private static List<byte[]> damaged(List<byte[]> path, Random random) {
        List<byte[]> damaged = new ArrayList<>(path);
        int kind = path.isEmpty() ? 2 : random.nextInt(3);
        if (kind == 0) {
            int at = random.nextInt(path.size());
            byte[] hash = Arrays.copyOf(path.get(at), Bytes.HASH);
            hash[random.nextInt(Bytes.HASH)] ^= (byte) (1 << random.nextInt(8));
            damaged.set(at, hash);
        } else if (kind == 1) {
            damaged.remove(random.nextInt(path.size()));
        } else {
            damaged.add(random.nextInt(path.size() + 1), new byte[Bytes.HASH]);
        }
        return damaged;
    }
}
