package minglu.query.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * How positions are divided into blocks whose postings are summed up. Block b of size s holds the positions after b·s up to (b+1)·s.
 *
 * @param bits the smallest block holds 2^bits positions
 * @param fan a block holds 2^fan blocks of the level below
 * @param levels how many sizes there are
 */
public record Blocks(int bits, int fan, int levels) {

    /** As the table is first filled: blocks of 4096, 65 536 and 1 048 576 positions. */
    public static final Blocks DEFAULT = new Blocks(12, 4, 3);

    /**
     * Blocks of one level that lie beside each other.
     *
     * @param level 0 is the level of the smallest blocks
     * @param from the first block
     * @param to the block after the last one; the same as {@code from} where there is none
     */
    record Range(int level, long from, long to) {

        boolean isEmpty() {
            return from >= to;
        }
    }

    int bits(int level) {
        return bits + fan * level;
    }

    /** The last position that whole blocks reach without passing a position. */
    long covered(long position) {
        return position >> bits << bits;
    }

    /** The largest blocks that together hold the positions up to {@link #covered}, a range for each level. */
    List<Range> upTo(long position) {
        List<Range> ranges = new ArrayList<>();
        long reached = 0;
        for (int level = levels - 1; level >= 0; level--) {
            long end = position >> bits(level);
            ranges.add(new Range(level, reached >> bits(level), end));
            reached = end << bits(level);
        }
        return ranges;
    }

    /** The blocks of a level that become whole when a position is reached from another one. */
    Range completed(int level, long from, long to) {
        return new Range(level, from >> bits(level), to >> bits(level));
    }

    /** The blocks a position lies in that are whole at another one, a range of one block for each level. */
    List<Range> around(long position, long reached) {
        List<Range> ranges = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            long block = position - 1 >> bits(level);
            if (block < reached >> bits(level)) {
                ranges.add(new Range(level, block, block + 1));
            }
        }
        return ranges;
    }
}
