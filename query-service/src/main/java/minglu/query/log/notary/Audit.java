package minglu.query.log.notary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import minglu.query.log.leaf.Leaf;
import minglu.query.log.merkle.CompactRange;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.store.StoredEvent;
import minglu.query.log.store.StoredEvents;
import tools.jackson.databind.json.JsonMapper;

/** Makes leaves anew from the stored bytes of the events and compares them with the leaves that were kept. */
final class Audit {

    private static final int CHUNK = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StoredEvents events;
    private final LogRows rows;
    private final int epoch;
    private final LeafMaker maker;
    private final BooleanSupplier stopped;

    /**
     * Of the leaves of one epoch.
     *
     * @param stopped whether to end early, with an exception: a long log takes a while
     */
    Audit(StoredEvents events, LogRows rows, int epoch, LeafMaker maker, BooleanSupplier stopped) {
        this.events = events;
        this.rows = rows;
        this.epoch = epoch;
        this.maker = maker;
        this.stopped = stopped;
    }

    /**
     * Compares the leaves from one index to before another with their events.
     *
     * @param hashes takes the hash of each leaf, in order
     * @throws LogFaultException if an event is missing or another one than was notarised, or a leaf is missing
     */
    void verify(long from, long to, Consumer<byte[]> hashes) {
        String earliest = from == 0
                ? ""
                : recordedAt(rows.leafBytes(epoch, from - 1, from).get(0));
        for (long start = from; start < to; start += CHUNK) {
            if (stopped.getAsBoolean()) {
                throw new IllegalStateException("stopped while comparing leaves with events");
            }
            earliest = verifyChunk(start, Math.min(start + CHUNK, to), earliest, hashes);
        }
    }

    private String verifyChunk(long from, long to, String earliest, Consumer<byte[]> hashes) {
        List<byte[]> kept = kept(from, to);
        List<StoredEvent> stored = new ArrayList<>(kept.size());
        events.read(from, to, stored::add);
        String latest = earliest;
        Iterator<StoredEvent> next = stored.iterator();
        for (int i = 0; i < kept.size(); i++) {
            long position = from + i + 1;
            StoredEvent event = next.hasNext() ? next.next() : null;
            if (event == null || event.position() != position) {
                throw new LogFaultException("the event at position " + position
                        + " is missing from the store; its leaf is " + new String(kept.get(i), StandardCharsets.UTF_8));
            }
            Leaf leaf = maker.leaf(event, latest);
            if (!Arrays.equals(leaf.bytes(), kept.get(i))) {
                throw new LogFaultException(
                        "the event at position " + position + " is not the one that was notarised: it"
                                + " gives the leaf " + new String(leaf.bytes(), StandardCharsets.UTF_8)
                                + " instead of " + new String(kept.get(i), StandardCharsets.UTF_8));
            }
            latest = leaf.recordedAt();
            hashes.accept(Merkle.leafHash(kept.get(i)));
        }
        return latest;
    }

    private List<byte[]> kept(long from, long to) {
        try {
            return rows.leafBytes(epoch, from, to);
        } catch (IllegalStateException e) {
            throw new LogFaultException(e.getMessage());
        }
    }

    /**
     * Compares leaves with their events, and full tiles with their leaves.
     *
     * @param from a multiple of the leaves of a tile
     * @throws LogFaultException as {@link #verify}, and for a tile that is not that of its leaves
     */
    void verifyWithTiles(long from, long to) {
        verify(from, to, new Integrator(rows, epoch, from, PersistHook.NONE)::add);
    }

    /**
     * Compares all leaves with their events and all tiles with the leaves; a full tile that is missing is made anew.
     *
     * @param leaves number of leaves
     * @param signed a size up to that
     * @return root of the first {@code signed} leaves
     * @throws LogFaultException as {@link #verify}, and for a tile that is not that of its leaves
     */
    byte[] verifyAll(long leaves, long signed) {
        CompactRange range = new CompactRange();
        Integrator tiles = new Integrator(rows, epoch, 0, PersistHook.NONE);
        byte[][] root = {range.root()};
        verify(0, leaves, hash -> {
            range.append(hash);
            tiles.add(hash);
            if (range.size() == signed) {
                root[0] = range.root();
            }
        });
        return root[0];
    }

    /** The time in a leaf. */
    static String recordedAt(byte[] leaf) {
        return JSON.readTree(leaf).path("rec").stringValue();
    }
}
