package minglu.query.log.tiles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import minglu.query.log.merkle.Merkle;

/** Hashes one after the other: 1 to 256 neighbours of one level. */
public final class Tile {

    /** Levels of the tree within a tile. */
    public static final int HEIGHT = 8;

    private Tile() {}

    /** The bytes of some hashes. */
    public static byte[] encode(List<byte[]> hashes) {
        byte[] tile = new byte[hashes.size() * Merkle.HASH_BYTES];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i), 0, tile, i * Merkle.HASH_BYTES, Merkle.HASH_BYTES);
        }
        return tile;
    }

    /** One hash of a tile. */
    public static byte[] hash(byte[] tile, int place) {
        return Arrays.copyOfRange(tile, place * Merkle.HASH_BYTES, (place + 1) * Merkle.HASH_BYTES);
    }

    /**
     * The root over neighbours of a tile.
     *
     * @param tile the tile
     * @param height 0 for one hash, 8 for a full tile
     * @param index which group of {@code 2^height} hashes
     */
    public static byte[] root(byte[] tile, int height, int index) {
        List<byte[]> hashes = new ArrayList<>();
        for (int place = index << height; place < index + 1 << height; place++) {
            hashes.add(hash(tile, place));
        }
        while (hashes.size() > 1) {
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i < hashes.size(); i += 2) {
                above.add(Merkle.nodeHash(hashes.get(i), hashes.get(i + 1)));
            }
            hashes = above;
        }
        return hashes.get(0);
    }
}
