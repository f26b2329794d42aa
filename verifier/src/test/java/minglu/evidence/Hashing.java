package minglu.evidence;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes, and the tree of RFC 6962 by its definition: recursive, without any cleverness. */
public final class Hashing {

    private Hashing() {}

    public static byte[] sha256(byte[]... pieces) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] piece : pieces) {
                digest.update(piece);
            }
            return digest.digest();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] hmac(byte[] key, byte[]... pieces) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] piece : pieces) {
                mac.update(piece);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    public static byte[] leafHash(byte[] leaf) {
        return sha256(new byte[] {0}, leaf);
    }

    /** MTH of RFC 6962, section 2.1, over hashes of leaves. */
    public static byte[] root(List<byte[]> leafHashes) {
        int size = leafHashes.size();
        if (size == 0) {
            return sha256();
        }
        if (size == 1) {
            return leafHashes.get(0);
        }
        int split = Integer.highestOneBit(size - 1);
        return sha256(new byte[] {1}, root(leafHashes.subList(0, split)), root(leafHashes.subList(split, size)));
    }

    /** PATH of RFC 6962, section 2.1.1. */
    public static List<byte[]> path(int index, List<byte[]> leafHashes) {
        int size = leafHashes.size();
        if (size == 1) {
            return new ArrayList<>();
        }
        int split = Integer.highestOneBit(size - 1);
        boolean left = index < split;
        List<byte[]> path =
                left ? path(index, leafHashes.subList(0, split)) : path(index - split, leafHashes.subList(split, size));
        path.add(root(left ? leafHashes.subList(split, size) : leafHashes.subList(0, split)));
        return path;
    }

    /** PROOF of RFC 6962, section 2.1.2. */
    public static List<byte[]> consistency(int first, List<byte[]> leafHashes) {
        return subproof(first, leafHashes, true);
    }

    private static List<byte[]> subproof(int first, List<byte[]> leafHashes, boolean whole) {
        int size = leafHashes.size();
        List<byte[]> proof = new ArrayList<>();
        if (first == size) {
            if (!whole) {
                proof.add(root(leafHashes));
            }
            return proof;
        }
        int split = Integer.highestOneBit(size - 1);
        if (first <= split) {
            proof.addAll(subproof(first, leafHashes.subList(0, split), whole));
            proof.add(root(leafHashes.subList(split, size)));
        } else {
            proof.addAll(subproof(first - split, leafHashes.subList(split, size), false));
            proof.add(root(leafHashes.subList(0, split)));
        }
        return proof;
    }
}
