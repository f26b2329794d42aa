package minglu.query.log.notary;

import java.util.Arrays;
import java.util.List;
import minglu.query.log.notary.LogRows.KeptTile;
import minglu.query.log.tiles.Tile;
import minglu.query.log.tiles.TilePath;

/** Makes leaves anew from the stored bytes of the events, and compares hashes and tiles that were kept with them. */
final class Audit {

    private final LogRows rows;
    private final Leaves leaves;
    private final int epoch;
    private final LeafMaker maker;

    /** Of the leaves of one epoch. */
    Audit(LogRows rows, Leaves leaves, int epoch, LeafMaker maker) {
        this.rows = rows;
        this.leaves = leaves;
        this.epoch = epoch;
        this.maker = maker;
    }

    /**
     * Compares the leaves from one index to before another with their events, and full tiles that end there with what is below them.
     *
     * @throws LogFaultException if an event is missing or another one than was notarised, a hash is missing, or a tile is not that of
     *     its leaves
     */
    void verify(long from, long to) {
        verifyTiles(from, to);
        leaves.verified(epoch, maker, from, to, leaf -> {});
    }

    private void verifyTiles(long from, long to) {
        long first = from / TilePath.FULL;
        long end = to / TilePath.FULL;
        rows.fullTiles(epoch, 0, first, end).forEach(tile -> requireRoot(0, tile));
        // What is complete above ends with a tile below.
        for (int level = 1; end > 0; level++) {
            first /= TilePath.FULL;
            end /= TilePath.FULL;
            for (long index = first; index < end; index++) {
                verifyTileAbove(level, index);
            }
        }
    }

    private void verifyTileAbove(int level, long index) {
        List<KeptTile> kept = rows.fullTiles(epoch, level, index, index + 1);
        List<byte[]> below = rows.tileRoots(epoch, level - 1, index * TilePath.FULL, (index + 1) * TilePath.FULL);
        if (kept.isEmpty()
                || below.size() != TilePath.FULL
                || !Arrays.equals(kept.get(0).hashes(), Tile.encode(below))) {
            throw notOfItsLeaves(level, index);
        }
        requireRoot(level, kept.get(0));
    }

    private static void requireRoot(int level, KeptTile tile) {
        if (!Arrays.equals(Tile.root(tile.hashes(), Tile.HEIGHT, 0), tile.root())) {
            throw notOfItsLeaves(level, tile.index());
        }
    }

    private static LogFaultException notOfItsLeaves(int level, long index) {
        return new LogFaultException("tile " + index + " of level " + level + " is not that of its leaves");
    }
}
