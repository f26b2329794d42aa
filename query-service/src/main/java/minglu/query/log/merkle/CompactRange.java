package minglu.query.log.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * The roots of the full subtrees that a growing tree consists of, largest first: all that is needed to go on and to give the root.
 * Not thread-safe.
 */
public final class CompactRange {

    private final List<byte[]> roots = new ArrayList<>();
    private long size;

    /** An empty tree. */
    public CompactRange() {}

    /**
     * The tree of the first leaves.
     *
     * @param size number of leaves
     * @param hashes gives the roots of full subtrees
     */
    public static CompactRange of(long size, SubtreeHashes hashes) {
        CompactRange range = new CompactRange();
        long begin = 0;
        for (int level = Long.SIZE - 2; level >= 0; level--) {
            if ((size >>> level & 1) == 1) {
                range.roots.add(hashes.root(level, begin >>> level));
                begin += 1L << level;
            }
        }
        range.size = size;
        return range;
    }

    /** Adds a leaf. */
    public void append(byte[] leafHash) {
        byte[] hash = leafHash;
        for (long rest = size; (rest & 1) == 1; rest >>>= 1) {
            hash = Merkle.nodeHash(roots.remove(roots.size() - 1), hash);
        }
        roots.add(hash);
        size++;
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** Root of the tree. */
    public byte[] root() {
        if (roots.isEmpty()) {
            return Merkle.emptyRoot();
        }
        byte[] hash = roots.get(roots.size() - 1);
        for (int i = roots.size() - 2; i >= 0; i--) {
            hash = Merkle.nodeHash(roots.get(i), hash);
        }
        return hash;
    }
}
