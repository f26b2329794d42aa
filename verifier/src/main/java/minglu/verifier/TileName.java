package minglu.verifier;

/**
 * The name of a file that holds up to 256 items, in the layout of C2SP tlog-tiles.
 *
 * @param kind what the items are
 * @param level level of a hash tile, else 0
 * @param index which 256 items, from 0 on
 * @param width how many items: 256, or fewer for a partial file
 */
record TileName(Kind kind, int level, long index, int width) {

    /** Items of a full file. */
    static final int FULL = 256;

    private static final int HIGHEST_LEVEL = 6;

    /** What the items are. */
    enum Kind {
        HASHES("tile/"),
        ENTRIES("tile/entries/"),
        PAYLOADS("payload/");

        private final String folder;

        Kind(String folder) {
            this.folder = folder;
        }
    }

    /** The file of the index in a tree where the level has so many items; null where the tree has none. */
    static TileName of(Kind kind, int level, long index, long items) {
        long width = Math.min(FULL, items - index * FULL);
        return width < 1 ? null : new TileName(kind, level, index, (int) width);
    }

    /** Reads a name; null where it is none. */
    static TileName parse(String name) {
        if (name.startsWith(Kind.ENTRIES.folder)) {
            return path(Kind.ENTRIES, 0, name.substring(Kind.ENTRIES.folder.length()));
        }
        if (name.startsWith(Kind.PAYLOADS.folder)) {
            return path(Kind.PAYLOADS, 0, name.substring(Kind.PAYLOADS.folder.length()));
        }
        if (name.startsWith(Kind.HASHES.folder)) {
            int slash = name.indexOf('/', Kind.HASHES.folder.length());
            long level = slash < 0 ? -1 : Bytes.decimal(name.substring(Kind.HASHES.folder.length(), slash));
            if (level >= 0 && level <= HIGHEST_LEVEL) {
                return path(Kind.HASHES, (int) level, name.substring(slash + 1));
            }
        }
        return null;
    }

    private static TileName path(Kind kind, int level, String path) {
        String whole = path;
        int width = FULL;
        int partial = path.indexOf(".p/");
        if (partial >= 0) {
            long parsed = Bytes.decimal(path.substring(partial + 3));
            if (parsed < 1 || parsed >= FULL) {
                return null;
            }
            width = (int) parsed;
            whole = path.substring(0, partial);
        }
        long index = Bytes.decimal(whole.replace("/", "").replace("x", "").replaceFirst("^0{1,2}(?=.)", ""));
        if (index < 0) {
            return null;
        }
        // There is one spelling of each name.
        TileName parsed = new TileName(kind, level, index, width);
        return parsed.path().equals(path) ? parsed : null;
    }

    private String path() {
        String digits = Long.toString(index);
        String padded = "0".repeat((3 - digits.length() % 3) % 3) + digits;
        StringBuilder path = new StringBuilder();
        for (int at = 0; at < padded.length(); at += 3) {
            boolean last = at + 3 == padded.length();
            path.append(last ? "" : "x").append(padded, at, at + 3).append(last ? "" : "/");
        }
        return width == FULL ? path.toString() : path + ".p/" + width;
    }

    /** The name as it stands in a bundle. */
    String name() {
        return kind.folder + (kind == Kind.HASHES ? level + "/" : "") + path();
    }
}
