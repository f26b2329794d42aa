package minglu.query.log.notary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import minglu.platform.time.Instants;
import minglu.query.log.leaf.Leaf;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.notary.PersistHook.Step;
import minglu.query.log.store.StoredEvent;
import minglu.query.log.store.StoredEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the hash of one leaf for each event. It reads the stored bytes itself, so that no upcaster, serialiser or lost message can come
 * between, and it has no token: a leaf stands at the place of its event, so how far it has come is how many hashes there are. One thread
 * works with it at a time; what it tells of roots may be asked by another.
 */
final class Notary {

    /** Most events in one transaction. */
    static final int BATCH = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger(Notary.class);
    private static final Duration NOTABLE = Duration.ofSeconds(5);
    private static final int ROOTS_REMEMBERED = 1_000;

    private final LogRows rows;
    private final StoredEvents events;
    private final Leaves leaves;
    private final TransactionTemplate transactions;
    private final int epoch;
    private final LeafMaker maker;
    private final PersistHook hook;
    private final ConcurrentNavigableMap<Long, byte[]> roots = new ConcurrentSkipListMap<>();
    private RightEdge edge;

    /** Of one epoch. */
    Notary(
            LogRows rows,
            StoredEvents events,
            Leaves leaves,
            TransactionTemplate transactions,
            int epoch,
            LeafMaker maker,
            PersistHook hook) {
        this.rows = rows;
        this.events = events;
        this.leaves = leaves;
        this.transactions = transactions;
        this.epoch = epoch;
        this.maker = maker;
        this.hook = hook;
    }

    /** Which epoch's. */
    int epoch() {
        return epoch;
    }

    /**
     * Keeps hashes of the next events, at most as many as go into one transaction.
     *
     * @return how many
     * @throws LogFaultException if the store lacks an event on the way, or hashes that were kept are gone
     */
    long notarise() {
        return notarise(events.head());
    }

    /** As {@link #notarise()}, as if the history ended at a position. */
    long notarise(long head) {
        long from = rows.leaves(epoch);
        if (edge != null && from < edge.size()) {
            throw new LogFaultException(
                    "the hashes of " + edge.size() + " leaves were kept, and only those of " + from + " are there");
        }
        long until = Math.min(head, from + BATCH);
        if (from >= until) {
            return 0;
        }
        if (edge == null || edge.size() != from) {
            edge = RightEdge.of(rows, epoch, from, leaves.recordedBefore(epoch, from));
        }
        // Until the batch is kept, what is in memory is ahead of it; then the next try begins with what is kept.
        RightEdge growing = edge;
        edge = null;
        List<LogRows.NewTile> tiles = read(growing, until);
        transactions.executeWithoutResult(status -> hook.around(Step.LEAVES, () -> keep(growing, from, tiles)));
        edge = growing;
        return until - from;
    }

    private List<LogRows.NewTile> read(RightEdge growing, long until) {
        List<LogRows.NewTile> tiles = new ArrayList<>();
        events.read(growing.size(), until, event -> {
            if (event.position() != growing.size() + 1) {
                throw missing(growing.size() + 1);
            }
            Leaf leaf = maker.leaf(event, growing.recordedAt());
            noteClamp(event, leaf);
            growing.add(Merkle.leafHash(leaf.bytes()), leaf.recordedAt()).ifPresent(tiles::add);
        });
        if (growing.size() < until) {
            throw missing(growing.size() + 1);
        }
        return tiles;
    }

    private void keep(RightEdge growing, long from, List<LogRows.NewTile> tiles) {
        if (!tiles.isEmpty()) {
            hook.around(Step.TILE, () -> {
                rows.addTiles(epoch, tiles);
                tiles.forEach(tile -> keepAbove(tile.level(), tile.index()));
            });
        }
        growing.keepOpen(rows, epoch, from);
        roots.put(growing.size(), growing.root());
        if (roots.size() > ROOTS_REMEMBERED) {
            roots.pollFirstEntry();
        }
    }

    private void keepAbove(int level, long index) {
        RightEdge.above(rows, epoch, level, index).ifPresent(tile -> {
            rows.addTiles(epoch, List.of(tile));
            keepAbove(tile.level(), tile.index());
        });
    }

    /** The root of the first leaves as they were made in this process, where a batch ended there not long ago. */
    Optional<byte[]> root(long size) {
        return Optional.ofNullable(roots.get(size));
    }

    private static LogFaultException missing(long position) {
        return new LogFaultException("the event at position " + position + " is missing from the store");
    }

    private static void noteClamp(StoredEvent event, Leaf leaf) {
        Instant recordedAt = event.recordedAt();
        if (leaf.recordedAt().equals(Instants.format(recordedAt))) {
            return;
        }
        Duration back = Duration.between(recordedAt, Instants.parse(leaf.recordedAt()));
        if (back.compareTo(NOTABLE) > 0) {
            LOG.warn(
                    "The event at position {} says it was recorded at {}, after one recorded at {}: a clock went back.",
                    event.position(),
                    recordedAt,
                    leaf.recordedAt());
        }
    }
}
