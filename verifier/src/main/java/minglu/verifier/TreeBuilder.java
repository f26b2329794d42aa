package minglu.verifier;

/** Grows the tree of RFC 6962 leaf by leaf and keeps only its right edge. */
final class TreeBuilder {

    /** Takes the hashes of the higher tiles as they come into being. */
    interface Tiles {

        /**
         * Takes the next hash of a level.
         *
         * @param level 1 for roots of 256 leaves, 2 for roots of 65,536 and so on
         */
        void add(int level, byte[] hash);
    }

    private static final int TILE_HEIGHT = 8;

    private final Merkle merkle;
    private final byte[][] edge;
    private long size;

    TreeBuilder(Merkle merkle) {
        this(merkle, new byte[Long.SIZE][], 0);
    }

    private TreeBuilder(Merkle merkle, byte[][] edge, long size) {
        this.merkle = merkle;
        this.edge = edge;
        this.size = size;
    }

    /** A tree that may grow differently from here on. */
    TreeBuilder copy() {
        return new TreeBuilder(merkle, edge.clone(), size);
    }

    /** Number of leaves. */
    long size() {
        return size;
    }

    void append(byte[] leafHash, Tiles tiles) {
        byte[] hash = leafHash;
        int level = 0;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = merkle.node(edge[level], hash);
            edge[level] = null;
            level++;
            if (level % TILE_HEIGHT == 0) {
                tiles.add(level / TILE_HEIGHT, hash);
            }
        }
        edge[level] = hash;
        size++;
    }

    /** The root of what is there. */
    byte[] root() {
        byte[] root = null;
        for (byte[] left : edge) {
            if (left != null) {
                root = root == null ? left : merkle.node(left, root);
            }
        }
        return root == null ? Merkle.emptyRoot() : root;
    }
}
