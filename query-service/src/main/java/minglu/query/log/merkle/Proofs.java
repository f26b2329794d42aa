package minglu.query.log.merkle;

import java.util.ArrayList;
import java.util.List;

/** Roots and proofs of RFC 6962 section 2.1, put together from full subtrees. */
public final class Proofs {

    private final SubtreeHashes hashes;

    /** Proofs over a tree whose full subtrees are known. */
    public Proofs(SubtreeHashes hashes) {
        this.hashes = hashes;
    }

    /** The root of the first leaves. */
    public byte[] root(long size) {
        return CompactRange.of(size, hashes).root();
    }

    /**
     * Shows that a leaf is in the tree of the first leaves.
     *
     * @param index place of the leaf, from 0
     * @param size number of leaves, above {@code index}
     */
    public List<byte[]> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("there is no leaf " + index + " in a tree of " + size);
        }
        List<byte[]> proof = new ArrayList<>();
        inclusion(index, 0, size, proof);
        return proof;
    }

    /**
     * Shows that the tree of the first {@code newSize} leaves begins with that of the first {@code oldSize}.
     *
     * @param oldSize from 1 to {@code newSize}
     */
    public List<byte[]> consistency(long oldSize, long newSize) {
        if (oldSize < 1 || oldSize > newSize) {
            throw new IllegalArgumentException("no tree of " + newSize + " leaves begins with one of " + oldSize);
        }
        List<byte[]> proof = new ArrayList<>();
        if (oldSize < newSize) {
            consistency(oldSize, 0, newSize, true, proof);
        }
        return proof;
    }

    private void inclusion(long index, long from, long to, List<byte[]> proof) {
        if (to - from == 1) {
            return;
        }
        long middle = from + leftSize(to - from);
        if (index < middle) {
            inclusion(index, from, middle, proof);
            proof.add(subtree(middle, to));
        } else {
            inclusion(index, middle, to, proof);
            proof.add(subtree(from, middle));
        }
    }

    private void consistency(long oldSize, long from, long to, boolean whole, List<byte[]> proof) {
        if (oldSize == to) {
            if (!whole) {
                proof.add(subtree(from, to));
            }
            return;
        }
        long middle = from + leftSize(to - from);
        if (oldSize <= middle) {
            consistency(oldSize, from, middle, whole, proof);
            proof.add(subtree(middle, to));
        } else {
            consistency(oldSize, middle, to, false, proof);
            proof.add(subtree(from, middle));
        }
    }

    /** The root of the leaves from {@code from} to before {@code to}; {@code from} is a multiple of the size of its full parts. */
    private byte[] subtree(long from, long to) {
        long size = to - from;
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return hashes.root(level, from >>> level);
        }
        long middle = from + leftSize(size);
        return Merkle.nodeHash(subtree(from, middle), subtree(middle, to));
    }

    /** The largest power of two below a size of at least 2. */
    private static long leftSize(long size) {
        return Long.highestOneBit(size - 1);
    }
}
