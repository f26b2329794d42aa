package minglu.verifier;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Goes through the leaves of a bundle once, in order, and holds them against the tree: checks 6, 9 and 10, and the roots of
 * earlier checkpoints. Tiles are read ahead by a few threads; no more than a handful is in memory at a time.
 */
final class LogCheck {

    private static final int THREADS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
    private static final int READ_AHEAD = THREADS + 1;
    private static final int TILE_HEIGHT = 8;
    private static final int LEVELS = 8;

    /**
     * What is to be found.
     *
     * @param size number of leaves, N
     * @param root their root
     * @param earlier roots of their beginnings
     * @param leaves hashes that single leaves must have, by index
     */
    record Expected(long size, byte[] root, List<KnownRoot> earlier, Map<Long, byte[]> leaves) {}

    private final BundleFiles bundle;
    private final Expected expected;
    private final TileReader reader;
    private final History history;
    private final Findings findings;

    private final Merkle merkle = new Merkle();
    private final List<byte[]> higher = new ArrayList<>();
    private final int[] higherLength = new int[LEVELS];
    private final Iterator<KnownRoot> earlier;
    private KnownRoot nextEarlier;

    /** The tree of the leaves; null once a leaf is missing. */
    private TreeBuilder tree = new TreeBuilder(merkle);
    /** The tree of the hashes in the hash tiles; null as long as they agree with the leaves. */
    private TreeBuilder treeOfTiles;

    private long firstDifference = -1;
    private String tileOfDifference;
    private long lastGood = -1;
    private long firstBad = -1;
    private boolean rootHolds;
    private String previous;

    LogCheck(BundleFiles bundle, Expected expected, TileReader reader, History history, Findings findings) {
        this.bundle = bundle;
        this.expected = expected;
        this.reader = reader;
        this.history = history;
        this.findings = findings;
        for (int level = 0; level < LEVELS; level++) {
            higher.add(new byte[0]);
        }
        this.earlier = expected.earlier().stream()
                .sorted(Comparator.comparingLong(KnownRoot::size))
                .iterator();
        this.nextEarlier = earlier.hasNext() ? earlier.next() : null;
    }

    /** Whether the root of all leaves is the one expected. */
    boolean rootHolds() {
        return rootHolds;
    }

    /** The largest size at which a checkpoint was found to hold; −1 for none. */
    long lastGood() {
        return lastGood;
    }

    /** The member {@code prev} of leaf 0; null where there is none. */
    String previous() {
        return previous;
    }

    /** Goes through everything. */
    void run() throws IOException {
        Map<Long, BundleFiles.BundleFile> entries = files(TileName.Kind.ENTRIES, 0);
        Map<Long, BundleFiles.BundleFile> hashes = files(TileName.Kind.HASHES, 0);
        Map<Long, BundleFiles.BundleFile> payloads = files(TileName.Kind.PAYLOADS, 0);
        long tiles = (expected.size() + TileName.FULL - 1) / TileName.FULL;
        missing(TileName.Kind.ENTRIES, 0, tiles, entries, 6);
        missing(TileName.Kind.HASHES, 0, tiles, hashes, 10);
        TreeSet<Long> indexes = new TreeSet<>(entries.keySet());
        indexes.addAll(hashes.keySet());
        checkEarlier();
        inOrder(
                indexes,
                index -> new TileReader.Files(
                        index,
                        TileName.of(TileName.Kind.ENTRIES, 0, index, expected.size())
                                .width(),
                        entries.get(index),
                        payloads.get(index),
                        hashes.get(index)));
        end();
        higherTiles();
    }

    private Map<Long, BundleFiles.BundleFile> files(TileName.Kind kind, int level) {
        Map<Long, BundleFiles.BundleFile> found = new TreeMap<>();
        long items = items(level);
        for (BundleFiles.BundleFile file : bundle.files().values()) {
            TileName name = TileName.parse(file.name());
            if (name != null
                    && name.kind() == kind
                    && name.level() == level
                    && name.equals(TileName.of(kind, level, name.index(), items))) {
                found.put(name.index(), file);
            }
        }
        return found;
    }

    private long items(int level) {
        return expected.size() >> TILE_HEIGHT * level;
    }

    /** Whether a tree of the size has the file. */
    static boolean belongs(TileName name, long size) {
        return name.equals(TileName.of(name.kind(), name.level(), name.index(), size >> TILE_HEIGHT * name.level()));
    }

    private void missing(TileName.Kind kind, int level, long tiles, Map<Long, ?> found, int check) {
        if (found.size() == tiles) {
            return;
        }
        long first = 0;
        while (found.containsKey(first)) {
            first++;
        }
        long count = tiles - found.size();
        String name = TileName.of(kind, level, first, items(level)).name();
        findings.missing(
                check,
                Place.file(name),
                "缺失(此类文件共缺 " + count + " 个)",
                "it is missing (" + count + " files of this kind are)");
    }

    private interface Lookup {
        TileReader.Files files(long index);
    }

    private void inOrder(TreeSet<Long> indexes, Lookup lookup) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "tiles");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Deque<Future<TileReader.Tile>> ahead = new ArrayDeque<>();
            Iterator<Long> next = indexes.iterator();
            long done = 0;
            while (next.hasNext() || !ahead.isEmpty()) {
                while (next.hasNext() && ahead.size() < READ_AHEAD) {
                    TileReader.Files files = lookup.files(next.next());
                    Callable<TileReader.Tile> reading = () -> reader.read(files);
                    ahead.add(threads.submit(reading));
                }
                TileReader.Tile tile = result(ahead.remove());
                if (tile.files().index() != done) {
                    leavesMissing();
                }
                done = tile.files().index() + 1;
                take(tile);
            }
            if (done * TileName.FULL < expected.size()) {
                leavesMissing();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static TileReader.Tile result(Future<TileReader.Tile> reading) throws IOException {
        try {
            return reading.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("reading a tile failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private void leavesMissing() {
        tree = null;
        treeOfTiles = null;
        history.gap();
    }

    private void take(TileReader.Tile tile) {
        tile.findings().forEach(findings::add);
        long first = tile.files().firstLeaf();
        for (int at = 0; at < tile.files().width(); at++) {
            TileReader.Item item = at < tile.items().size() ? tile.items().get(at) : null;
            byte[] inTile = tile.hashes() == null
                    ? null
                    : Arrays.copyOfRange(tile.hashes(), at * Bytes.HASH, (at + 1) * Bytes.HASH);
            grow(first + at, item == null ? null : item.hash(), inTile, tile.files());
            if (item == null || item.leaf() == null) {
                history.gap();
            } else {
                previous(first + at, item.leaf());
                history.add(first + at, item.leaf(), item.event());
            }
        }
    }

    private void previous(long index, Leaf leaf) {
        if (index == 0) {
            previous = leaf.previous();
        } else if (leaf.previous() != null) {
            findings.contradicts(7, Place.leaf(index), "只有叶 0 可有 prev", "only leaf 0 may have the member prev");
        }
    }

    private void grow(long index, byte[] hash, byte[] inTile, TileReader.Files files) {
        byte[] wanted = expected.leaves().get(index);
        if (wanted != null && hash != null && !Arrays.equals(wanted, hash)) {
            findings.contradicts(19, Place.leaf(index), "与回执中的叶不同", "it is not the leaf that the receipt shows");
        }
        byte[] either = hash == null ? inTile : hash;
        if (tree == null || either == null) {
            leavesMissing();
            return;
        }
        if (inTile != null && !Arrays.equals(either, inTile) && firstDifference < 0) {
            firstDifference = index;
            tileOfDifference = files.hashes().name();
            treeOfTiles = tree.copy();
        }
        tree.append(either, this::addHigher);
        if (treeOfTiles != null) {
            treeOfTiles.append(inTile == null ? either : inTile, (level, node) -> {});
        }
        checkEarlier();
    }

    private void addHigher(int level, byte[] hash) {
        byte[] hashes = higher.get(level);
        if (higherLength[level] == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(1024, hashes.length * 2));
            higher.set(level, hashes);
        }
        System.arraycopy(hash, 0, hashes, higherLength[level], Bytes.HASH);
        higherLength[level] += Bytes.HASH;
    }

    private void checkEarlier() {
        while (nextEarlier != null && tree != null && nextEarlier.size() == tree.size()) {
            if (Arrays.equals(tree.root(), nextEarlier.root())) {
                lastGood = nextEarlier.size();
                firstBad = -1;
            } else {
                firstBad = firstBad < 0 ? nextEarlier.size() : firstBad;
                findings.contradicts(
                        nextEarlier.check(),
                        nextEarlier.place(),
                        "前 " + nextEarlier.size() + " 叶的根与此检查点不符",
                        "the first " + nextEarlier.size() + " leaves have not the root of this checkpoint");
            }
            nextEarlier = earlier.hasNext() ? earlier.next() : null;
        }
    }

    private void end() {
        if (tree == null) {
            notChecked();
            return;
        }
        rootHolds = Arrays.equals(tree.root(), expected.root());
        if (rootHolds) {
            lastGood = expected.size();
            if (firstDifference >= 0) {
                contradictsTile("其中的散列与叶 ", "its hash differs from that of leaf ");
            }
            return;
        }
        if (treeOfTiles != null && Arrays.equals(treeOfTiles.root(), expected.root())) {
            findings.contradicts(
                    9,
                    Place.leaf(firstDifference),
                    "此叶不是所签署的叶:散列文件与检查点一致,而叶不一致",
                    "this is not the leaf that was signed: the hash tiles lead to the checkpoint, the leaf"
                            + " does not");
            return;
        }
        if (firstDifference >= 0) {
            contradictsTile("其中的散列与叶 ", "its hash differs from that of leaf ");
        }
        Text where = firstBadLeaf();
        findings.contradicts(
                9,
                Place.file("checkpoint"),
                "全部叶的根与检查点不符;" + where.zh(),
                "the leaves have not the root of the checkpoint; " + where.en());
    }

    /** Between which checkpoints the first bad leaf lies. */
    private Text firstBadLeaf() {
        long from = Math.max(0, lastGood);
        return firstBad < 0
                ? new Text("首个不符的叶不早于叶 " + from, "the first bad leaf is not before leaf " + from)
                : new Text(
                        "首个不符的叶在叶 " + from + " 与叶 " + (firstBad - 1) + " 之间",
                        "the first bad leaf is one of " + from + " to " + (firstBad - 1));
    }

    private void contradictsTile(String zh, String en) {
        findings.contradicts(10, Place.file(tileOfDifference), zh + firstDifference + " 不符", en + firstDifference);
    }

    private void notChecked() {
        String zh = firstBad < 0 ? "" : ";" + firstBadLeaf().zh();
        String en = firstBad < 0 ? "" : "; " + firstBadLeaf().en();
        findings.missing(
                9,
                Place.file("checkpoint"),
                "缺叶,无法计算根" + zh,
                "leaves are missing, so that the root cannot be computed" + en);
    }

    private void higherTiles() throws IOException {
        for (int level = 1; level < LEVELS && items(level) > 0; level++) {
            Map<Long, BundleFiles.BundleFile> found = files(TileName.Kind.HASHES, level);
            long tiles = (items(level) + TileName.FULL - 1) / TileName.FULL;
            missing(TileName.Kind.HASHES, level, tiles, found, 10);
            if (tree == null) {
                continue;
            }
            for (Map.Entry<Long, BundleFiles.BundleFile> file : found.entrySet()) {
                int from = (int) (file.getKey() * TileName.FULL * Bytes.HASH);
                int to = Math.min(from + TileName.FULL * Bytes.HASH, higherLength[level]);
                compare(file.getValue(), Arrays.copyOfRange(higher.get(level), from, to), level);
            }
        }
    }

    private void compare(BundleFiles.BundleFile file, byte[] computed, int level) throws IOException {
        Place place = Place.file(file.name());
        try {
            int difference = Arrays.mismatch(BundleFiles.read(file, computed.length), computed);
            if (difference >= 0) {
                long leaves = 1L << TILE_HEIGHT * level;
                long from = TileName.parse(file.name()).index() * TileName.FULL + difference / Bytes.HASH;
                findings.contradicts(
                        10,
                        place,
                        "其中的散列与叶 " + from * leaves + " 至 " + ((from + 1) * leaves - 1) + " 不符",
                        "its hash differs from that of leaves " + from * leaves + " to " + ((from + 1) * leaves - 1));
            }
        } catch (DamagedFileException damaged) {
            findings.contradicts(2, place, damaged.what());
        } catch (FaultException tooLong) {
            findings.contradicts(10, place, tooLong.what());
        }
    }
}
