package minglu.query.log.merkle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The definitions of RFC 6962 section 2.1, written down as they stand there and over lists of leaves: slow, and sharing nothing with
 * the code under test but the hash function of the JDK.
 */
final class PlainTree {

    private final List<byte[]> leaves;
    private final Map<List<Integer>, byte[]> known = new HashMap<>();

    PlainTree(List<byte[]> leaves) {
        this.leaves = leaves;
    }

    /** MTH(D[0:n]). */
    byte[] root(int size) {
        return mth(0, size);
    }

    /** PATH(m, D[0:n]). */
    List<byte[]> path(int leaf, int size) {
        return path(leaf, 0, size);
    }

    /** PROOF(m, D[0:n]) = SUBPROOF(m, D[0:n], true). */
    List<byte[]> proof(int oldSize, int newSize) {
        return subproof(oldSize, 0, newSize, true);
    }

    private byte[] mth(int from, int to) {
        byte[] hash = known.get(List.of(from, to));
        if (hash == null) {
            if (to == from) {
                hash = sha256(new byte[0]);
            } else if (to - from == 1) {
                hash = sha256(new byte[] {0}, leaves.get(from));
            } else {
                int k = split(to - from);
                hash = sha256(new byte[] {1}, mth(from, from + k), mth(from + k, to));
            }
            known.put(List.of(from, to), hash);
        }
        return hash;
    }

    private List<byte[]> path(int m, int from, int to) {
        if (to - from == 1) {
            return List.of();
        }
        int k = split(to - from);
        List<byte[]> path = new ArrayList<>();
        if (m < k) {
            path.addAll(path(m, from, from + k));
            path.add(mth(from + k, to));
        } else {
            path.addAll(path(m - k, from + k, to));
            path.add(mth(from, from + k));
        }
        return path;
    }

    private List<byte[]> subproof(int m, int from, int to, boolean complete) {
        if (m == to - from) {
            return complete ? List.of() : List.of(mth(from, to));
        }
        int k = split(to - from);
        List<byte[]> proof = new ArrayList<>();
        if (m <= k) {
            proof.addAll(subproof(m, from, from + k, complete));
            proof.add(mth(from + k, to));
        } else {
            proof.addAll(subproof(m - k, from + k, to, false));
            proof.add(mth(from, from + k));
        }
        return proof;
    }

    /** The largest power of two smaller than n. */
    private static int split(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            java.security.MessageDigest digest = java.security.MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
