package minglu.query.log.merkle;

/** Gives the roots of the full subtrees of a tree. */
@FunctionalInterface
public interface SubtreeHashes {

    /**
     * The root of the leaves from {@code index · 2^level} on, {@code 2^level} of them.
     *
     * @param level 0 for the hash of a leaf
     * @param index which subtree of that level, from 0
     * @throws IllegalStateException if the tree does not have all these leaves
     */
    byte[] root(int level, long index);
}
