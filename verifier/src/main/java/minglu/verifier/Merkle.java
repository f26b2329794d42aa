package minglu.verifier;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** Hashes of the tree of RFC 6962 and its two proofs. Not for more than one thread at a time. */
final class Merkle {

    private static final byte[] EMPTY = Bytes.sha256(new byte[0]);

    private final MessageDigest digest = Bytes.sha256();

    /** Root of the tree without leaves. */
    static byte[] emptyRoot() {
        return EMPTY.clone();
    }

    byte[] leaf(byte[] bytes, int from, int length) {
        digest.update((byte) 0);
        digest.update(bytes, from, length);
        return digest.digest();
    }

    byte[] leaf(byte[] bytes) {
        return leaf(bytes, 0, bytes.length);
    }

    byte[] node(byte[] left, byte[] right) {
        digest.update((byte) 1);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    /** Whether the path proves that the leaf stands at the index of a tree of the size and root. */
    boolean includes(byte[] leafHash, long index, long size, List<byte[]> path, byte[] root) {
        if (index < 0
                || index >= size
                || !areHashes(path)
                || leafHash.length != Bytes.HASH
                || root.length != Bytes.HASH) {
            return false;
        }
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** Whether the path proves that the tree of the first size is a beginning of that of the second; never for size 0. */
    boolean isBeginning(long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> path) {
        if (first < 1
                || second < first
                || !areHashes(path)
                || firstRoot.length != Bytes.HASH
                || secondRoot.length != Bytes.HASH) {
            return false;
        }
        if (first == second) {
            return path.isEmpty() && Arrays.equals(firstRoot, secondRoot);
        }
        boolean whole = Long.bitCount(first) == 1;
        if (!whole && path.isEmpty()) {
            return false;
        }
        long node = first - 1;
        long last = second - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        byte[] old = whole ? firstRoot : path.get(0);
        byte[] now = old;
        for (byte[] sibling : whole ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                old = node(sibling, old);
                now = node(sibling, now);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                now = node(now, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(old, firstRoot) && Arrays.equals(now, secondRoot);
    }

    private static boolean areHashes(List<byte[]> path) {
        return path.stream().allMatch(hash -> hash.length == Bytes.HASH);
    }
}
