package minglu.query.log.tiles;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a tile (C2SP tlog-tiles).
 *
 * @param level 0 to 63, or {@link #ENTRIES}
 * @param index which tile of the level, from 0
 * @param width number of hashes or entries, 1 to 256
 */
public record TilePath(int level, long index, int width) {

    /** In place of a level: the bundles of entries. */
    public static final int ENTRIES = -1;

    /** Hashes of a full tile. */
    public static final int FULL = 256;

    private static final Pattern PATH =
            Pattern.compile("(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");
    private static final int HIGHEST_LEVEL = 63;
    private static final int GROUP = 1000;

    /**
     * Reads what stands after {@code tile/}.
     *
     * @return empty where this is no address of a tile
     */
    public static Optional<TilePath> parse(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        boolean entries = parts.group(1).equals("entries");
        int level = entries ? ENTRIES : Integer.parseInt(parts.group(1));
        long index = 0;
        for (String group : parts.group(2).split("/")) {
            index = index * GROUP + Integer.parseInt(group.replace("x", ""));
        }
        int width = parts.group(3) == null ? FULL : Integer.parseInt(parts.group(3));
        TilePath tile = new TilePath(level, index, width);
        boolean narrow = parts.group(3) == null || width < FULL;
        // Leading groups of zeros would be a second address of the same tile.
        return level <= HIGHEST_LEVEL && narrow && tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
    }

    /** What stands after {@code tile/}. */
    public String path() {
        StringBuilder groups = new StringBuilder("%03d".formatted(index % GROUP));
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            groups.insert(0, "x%03d/".formatted(rest % GROUP));
        }
        return (level == ENTRIES ? "entries" : level) + "/" + groups + (width == FULL ? "" : ".p/" + width);
    }
}
