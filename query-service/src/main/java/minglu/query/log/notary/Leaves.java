package minglu.query.log.notary;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.query.log.leaf.Leaf;
import minglu.query.log.merkle.Merkle;
import minglu.query.log.notary.LogRows.Epoch;
import minglu.query.log.notary.LogRows.Start;
import minglu.query.log.store.StoredEvent;
import minglu.query.log.store.StoredEvents;

/**
 * The leaves of the log. Only their hashes are kept: a leaf is made anew from its event when it is asked for, and given only if it has
 * the hash that was kept. Needs the keys of the log. Thread-safe.
 */
public final class Leaves {

    private static final int CHUNK = 4_096;

    private final LogRows rows;
    private final StoredEvents events;
    private final Path keys;
    private final Map<Integer, LeafMaker> makers = new ConcurrentHashMap<>();

    /** @param keys the directory of the keys */
    public Leaves(LogRows rows, StoredEvents events, Path keys) {
        this.rows = rows;
        this.events = events;
        this.keys = keys;
    }

    /**
     * An event and its leaf.
     *
     * @param event the stored event
     * @param leaf its leaf
     * @param bytes the bytes of the leaf, whose hash is the one that was kept
     */
    public record Notarised(StoredEvent event, Leaf leaf, byte[] bytes) {}

    /**
     * Gives leaves with their events, from one index to before another, in order.
     *
     * @throws RefusedException {@code unavailable} on a node without the keys of the log, and where an event does not give the leaf
     *     that was notarised
     */
    public void read(int epoch, long from, long to, Consumer<Notarised> reader) {
        LeafMaker maker = maker(epoch);
        try {
            verified(epoch, maker, from, to, reader);
        } catch (LogFaultException e) {
            throw new RefusedException(
                    ProblemCode.UNAVAILABLE, "the transparency log cannot be handed out: " + e.getMessage());
        }
    }

    /** Gives one leaf with its event; see {@link #read}. */
    public Notarised get(int epoch, long index) {
        Notarised[] found = new Notarised[1];
        read(epoch, index, index + 1, leaf -> found[0] = leaf);
        return found[0];
    }

    /**
     * The salt of an event's payload: it is given out with the payload, so that others can compare it with its leaf.
     *
     * @throws RefusedException {@code unavailable} on a node without the keys of the log
     */
    public byte[] salt(int epoch, StoredEvent event) {
        return maker(epoch).salt(event.id(), event.position());
    }

    /**
     * Does nothing on a node that can make leaves.
     *
     * @throws RefusedException {@code unavailable} on a node without the keys of the log
     */
    public void requireKeys(int epoch) {
        maker(epoch);
    }

    private LeafMaker maker(int number) {
        return makers.computeIfAbsent(number, key -> {
            Epoch epoch = rows.epochs().stream()
                    .filter(known -> known.number() == number)
                    .findFirst()
                    .orElseThrow();
            return LogKeys.read(keys)
                    .filter(found -> found.isOf(epoch))
                    .map(found -> new LeafMaker(epoch.origin(), epoch.recovery(), found))
                    .orElseThrow(() -> new RefusedException(
                            ProblemCode.UNAVAILABLE,
                            "this node does not have the keys of the log; ask the node of the notary"));
        });
    }

    /**
     * Gives leaves as {@link #read} does.
     *
     * @throws LogFaultException if an event is missing or another one than was notarised, or a hash is missing
     */
    void verified(int epoch, LeafMaker maker, long from, long to, Consumer<Notarised> reader) {
        String latest = recordedBefore(epoch, from);
        for (long start = from; start < to; start += CHUNK) {
            Reading reading = new Reading(maker, start, rows.hashes(epoch, start, Math.min(start + CHUNK, to)), latest);
            events.read(start, Math.min(start + CHUNK, to), event -> reader.accept(reading.next(event)));
            reading.requireAll();
            latest = reading.latest;
        }
    }

    /** {@code rec} of the leaf before one: the latest time of all events up to there; empty before the first. */
    String recordedBefore(int epoch, long index) {
        if (index == 0) {
            return "";
        }
        Start start = rows.start(epoch, index);
        return events.latest(start.index(), index)
                .map(recordedAt -> LeafMaker.later(recordedAt, start.recordedBefore()))
                .orElse(start.recordedBefore());
    }

    /** Some leaves that follow one another, as their events come in. */
    private static final class Reading {

        private final LeafMaker maker;
        private final long from;
        private final byte[] kept;
        private int read;
        private String latest;

        Reading(LeafMaker maker, long from, byte[] kept, String latest) {
            this.maker = maker;
            this.from = from;
            this.kept = kept;
            this.latest = latest;
        }

        Notarised next(StoredEvent event) {
            long position = from + read + 1;
            if (event.position() != position) {
                throw missing(position);
            }
            Leaf leaf = maker.leaf(event, latest);
            byte[] bytes = leaf.bytes();
            int place = read * Merkle.HASH_BYTES;
            if (!Arrays.equals(Merkle.leafHash(bytes), 0, Merkle.HASH_BYTES, kept, place, place + Merkle.HASH_BYTES)) {
                throw new LogFaultException("the event at position " + position
                        + " is not the one that was notarised: it gives the leaf "
                        + new String(bytes, StandardCharsets.UTF_8) + ", whose hash is not the one that was kept");
            }
            read++;
            latest = leaf.recordedAt();
            return new Notarised(event, leaf, bytes);
        }

        void requireAll() {
            if (read * Merkle.HASH_BYTES < kept.length) {
                throw missing(from + read + 1);
            }
        }

        private static LogFaultException missing(long position) {
            return new LogFaultException("the event at position " + position + " is missing from the store");
        }
    }
}
