package minglu.query.log.merkle;

import java.util.ArrayList;
import java.util.List;

/** A tree in memory: every full subtree, level by level. */
public final class MemoryTree implements SubtreeHashes {

    private final List<List<byte[]>> levels = new ArrayList<>();

    /** Adds a leaf. */
    public void append(byte[] leafHash) {
        byte[] hash = leafHash;
        for (int level = 0; ; level++) {
            if (levels.size() == level) {
                levels.add(new ArrayList<>());
            }
            List<byte[]> row = levels.get(level);
            row.add(hash);
            if (row.size() % 2 == 1) {
                return;
            }
            hash = Merkle.nodeHash(row.get(row.size() - 2), row.get(row.size() - 1));
        }
    }

    @Override
    public byte[] root(int level, long index) {
        return levels.get(level).get(Math.toIntExact(index));
    }
}
