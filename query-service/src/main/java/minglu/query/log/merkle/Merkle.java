package minglu.query.log.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * Hashes of an RFC 6962 tree with SHA-256, and the two checks of its proofs. Whatever is out of range or of the wrong length is
 * answered with false: never with an exception.
 */
public final class Merkle {

    /** Length of every hash. */
    public static final int HASH_BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private Merkle() {}

    /** A fresh SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** {@code SHA-256(0x00 ‖ leaf)}. */
    public static byte[] leafHash(byte[] leaf) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return digest.digest(leaf);
    }

    /** {@code SHA-256(0x01 ‖ left ‖ right)}. */
    public static byte[] nodeHash(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    /** The root of a tree without leaves: {@code SHA-256("")}. */
    public static byte[] emptyRoot() {
        return sha256().digest();
    }

    /**
     * Whether a leaf is in a tree (RFC 9162 section 2.1.3.2).
     *
     * @param index place of the leaf, from 0, below {@code size}
     * @param size number of leaves
     * @param leafHash hash of the leaf
     * @param proof the hashes from the leaf to the root; used up exactly
     * @param root root of the tree
     */
    public static boolean isIncluded(long index, long size, byte[] leafHash, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size || !areHashes(leafHash, root) || !areHashes(proof)) {
            return false;
        }
        long at = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                hash = nodeHash(sibling, hash);
                while ((at & 1) == 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = nodeHash(hash, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /**
     * Whether one tree begins with another (RFC 9162 section 2.1.4.2). A proof from an empty tree is refused: everything begins
     * with nothing.
     *
     * @param oldSize leaves of the smaller tree, from 1 to {@code newSize}
     * @param newSize leaves of the larger tree
     * @param oldRoot root of the smaller tree
     * @param newRoot root of the larger tree
     * @param proof used up exactly; empty for equal sizes
     */
    public static boolean isConsistent(long oldSize, long newSize, byte[] oldRoot, byte[] newRoot, List<byte[]> proof) {
        if (oldSize < 1 || oldSize > newSize || !areHashes(oldRoot, newRoot) || !areHashes(proof)) {
            return false;
        }
        if (oldSize == newSize) {
            return proof.isEmpty() && Arrays.equals(oldRoot, newRoot);
        }
        long at = oldSize - 1;
        long last = newSize - 1;
        while ((at & 1) == 1) {
            at >>= 1;
            last >>= 1;
        }
        // A full smaller tree is itself the node the path starts from; else the proof gives that node.
        boolean full = at == 0;
        if (!full && proof.isEmpty()) {
            return false;
        }
        byte[] old = full ? oldRoot : proof.get(0);
        byte[] fresh = old;
        for (byte[] sibling : full ? proof : proof.subList(1, proof.size())) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                old = nodeHash(sibling, old);
                fresh = nodeHash(sibling, fresh);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                fresh = nodeHash(fresh, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(old, oldRoot) && Arrays.equals(fresh, newRoot);
    }

    private static boolean areHashes(byte[]... hashes) {
        return areHashes(Arrays.asList(hashes));
    }

    private static boolean areHashes(List<byte[]> hashes) {
        return hashes.stream().allMatch(hash -> hash != null && hash.length == HASH_BYTES);
    }
}
