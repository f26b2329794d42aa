package minglu.query.log.notary;

import java.util.ArrayList;
import java.util.List;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.notary.PersistHook.Step;
import minglu.query.log.tiles.Tile;
import minglu.query.log.tiles.TilePath;

/** Puts the hashes of leaves, one after the other, into full tiles. A tile that is already there must be the same. */
final class Integrator {

    private final LogRows rows;
    private final int epoch;
    private final PersistHook hook;
    private final List<byte[]> open = new ArrayList<>();
    private long size;

    /**
     * Goes on after the first leaves.
     *
     * @param size number of leaves that are in tiles already, or in leaf rows where no tile is full
     */
    Integrator(LogRows rows, int epoch, long size, PersistHook hook) {
        this.rows = rows;
        this.epoch = epoch;
        this.size = size;
        this.hook = hook;
        long from = size - size % TilePath.FULL;
        rows.leafBytes(epoch, from, size).forEach(leaf -> open.add(Merkle.leafHash(leaf)));
    }

    /** Takes the hash of the next leaf. */
    void add(byte[] leafHash) {
        open.add(leafHash);
        size++;
        if (open.size() == TilePath.FULL) {
            keep(0, size / TilePath.FULL - 1, Tile.encode(open));
            open.clear();
        }
    }

    private void keep(int level, long index, byte[] hashes) {
        byte[] root = Tile.root(hashes, Tile.HEIGHT, 0);
        if (!rows.hasTile(epoch, level, index, hashes, root)) {
            hook.around(Step.TILE, () -> rows.addTile(epoch, level, index, hashes, root));
        }
        if (!rows.hasTile(epoch, level, index, hashes, root)) {
            throw new LogFaultException("tile " + index + " of level " + level + " is not that of its leaves");
        }
        if ((index + 1) % TilePath.FULL == 0) {
            long above = index / TilePath.FULL;
            List<byte[]> roots = rows.tileRoots(epoch, level, above * TilePath.FULL, index + 1);
            keep(level + 1, above, Tile.encode(roots));
        }
    }
}
