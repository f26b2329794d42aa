package minglu.query.log.notary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minglu.query.log.merkle.CompactRange;
import minglu.query.log.tiles.Tile;
import minglu.query.log.tiles.TilePath;

/** A growing tree: the hashes of the tile that is not full yet, and what is needed for its root. Not thread-safe. */
final class RightEdge {

    private final CompactRange range;
    private final List<byte[]> open = new ArrayList<>();
    private String recordedAt;
    private String recordedBeforeTile;
    private String recordedBeforeRow;

    private RightEdge(CompactRange range, String recordedAt) {
        this.range = range;
        this.recordedAt = recordedAt;
        this.recordedBeforeRow = recordedAt;
    }

    /**
     * The tree as it is kept.
     *
     * @param recordedAt {@code rec} of its last leaf; empty for none
     */
    static RightEdge of(LogRows rows, int epoch, long size, String recordedAt) {
        RightEdge edge = new RightEdge(CompactRange.of(size, new TreeHashes(rows, epoch, size)), recordedAt);
        long from = size - size % TilePath.FULL;
        byte[] hashes = rows.hashes(epoch, from, size);
        for (int i = 0; i < size - from; i++) {
            edge.open.add(Tile.hash(hashes, i));
        }
        edge.recordedBeforeTile =
                edge.open.isEmpty() ? recordedAt : rows.start(epoch, from).recordedBefore();
        return edge;
    }

    /**
     * Takes the next leaf.
     *
     * @param leafRecordedAt its {@code rec}
     * @return the tile that is full with it
     */
    Optional<LogRows.NewTile> add(byte[] leafHash, String leafRecordedAt) {
        range.append(leafHash);
        open.add(leafHash);
        recordedAt = leafRecordedAt;
        if (open.size() < TilePath.FULL) {
            return Optional.empty();
        }
        byte[] hashes = Tile.encode(open);
        LogRows.NewTile tile = new LogRows.NewTile(
                0, size() / TilePath.FULL - 1, hashes, Tile.root(hashes, Tile.HEIGHT, 0), recordedBeforeTile);
        open.clear();
        recordedBeforeTile = recordedAt;
        recordedBeforeRow = recordedAt;
        return Optional.of(tile);
    }

    /**
     * Keeps the hashes of the tile that is not full, but for those that were there before.
     *
     * @param before size of the tree as it is kept
     */
    void keepOpen(LogRows rows, int epoch, long before) {
        int kept = (int) Math.max(0, before - (size() - open.size()));
        if (kept < open.size()) {
            byte[] hashes = Tile.encode(open.subList(kept, open.size()));
            rows.addHashes(epoch, size() - open.size() + kept, hashes, recordedBeforeRow);
        }
        recordedBeforeRow = recordedAt;
    }

    /** The full tile one level above that ends with a tile just kept. */
    static Optional<LogRows.NewTile> above(LogRows rows, int epoch, int level, long index) {
        if ((index + 1) % TilePath.FULL != 0) {
            return Optional.empty();
        }
        long above = index / TilePath.FULL;
        List<byte[]> roots = rows.tileRoots(epoch, level, above * TilePath.FULL, index + 1);
        if (roots.size() != TilePath.FULL) {
            throw new LogFaultException(
                    "of the tiles of level " + level + " below tile " + above + " only " + roots.size() + " are there");
        }
        byte[] hashes = Tile.encode(roots);
        return Optional.of(new LogRows.NewTile(level + 1, above, hashes, Tile.root(hashes, Tile.HEIGHT, 0), ""));
    }

    /** Number of leaves. */
    long size() {
        return range.size();
    }

    /** Root of the tree. */
    byte[] root() {
        return range.root();
    }

    /** {@code rec} of the last leaf; empty for none. */
    String recordedAt() {
        return recordedAt;
    }
}
