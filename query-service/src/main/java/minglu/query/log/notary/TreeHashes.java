package minglu.query.log.notary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minglu.query.log.merkle.SubtreeHashes;
import minglu.query.log.tiles.Tile;
import minglu.query.log.tiles.TilePath;

/**
 * The hashes of a tree from its stored tiles; at the right edge, where there are no full tiles, from the hashes kept in rows and
 * from the roots of the tiles below. Remembers what it has read: make a new one for each look. Not thread-safe.
 */
public final class TreeHashes implements SubtreeHashes {

    private final LogRows rows;
    private final int epoch;
    private final long size;
    private final Map<List<Long>, byte[]> read = new HashMap<>();

    /** The tree of the first leaves of an epoch. */
    public TreeHashes(LogRows rows, int epoch, long size) {
        this.rows = rows;
        this.epoch = epoch;
        this.size = size;
    }

    @Override
    public byte[] root(int level, long index) {
        int tileLevel = level / Tile.HEIGHT;
        int within = level % Tile.HEIGHT;
        int inTile = TilePath.FULL >> within;
        return Tile.root(tile(tileLevel, index / inTile), within, (int) (index % inTile));
    }

    /** Number of hashes of a level of tiles. */
    public long width(int level) {
        int shift = level * Tile.HEIGHT;
        return shift >= Long.SIZE - 1 ? 0 : size >> shift;
    }

    /**
     * The bytes of a tile, full or not.
     *
     * @throws IllegalStateException if the tree has no such tile
     * @throws LogFaultException if what it is made of is missing
     */
    public byte[] tile(int level, long index) {
        return read.computeIfAbsent(List.of((long) level, index), key -> {
            long from = index * TilePath.FULL;
            long to = Math.min(from + TilePath.FULL, width(level));
            if (to <= from) {
                throw new IllegalStateException(
                        "a tree of " + size + " leaves has no tile " + index + " of level " + level);
            }
            boolean full = to - from == TilePath.FULL;
            return full ? rows.tile(epoch, level, index).orElseGet(() -> made(level, from, to)) : made(level, from, to);
        });
    }

    private byte[] made(int level, long from, long to) {
        if (level == 0) {
            return rows.hashes(epoch, from, to);
        }
        List<byte[]> hashes = rows.tileRoots(epoch, level - 1, from, to);
        if (hashes.size() != to - from) {
            throw new LogFaultException("of the tiles " + from + " to " + (to - 1) + " of level " + (level - 1)
                    + " only " + hashes.size() + " are there");
        }
        return Tile.encode(hashes);
    }
}
