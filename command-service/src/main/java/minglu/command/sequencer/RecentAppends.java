package minglu.command.sequencer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What the writer knows without asking the database. Written by the writer, read by all threads. */
final class RecentAppends {

    private static final int RECEIPTS = 100_000;
    private static final int STREAMS = 100_000;
    private static final long NONE = -1;

    /** Receipts never change, so they are true whoever owns the store. */
    private final Map<Slot, Receipt> receipts = new ConcurrentHashMap<>();

    /** The places of those receipts in the order in which they came, so that the oldest one makes room; of the writer alone. */
    private final Slot[] places = new Slot[RECEIPTS];

    private int nextPlace;

    /** What is true only while nobody else can write; null otherwise. */
    private volatile Owned owned;

    private static final class Owned {

        private final Map<String, Long> lastSequences = new ConcurrentHashMap<>();
        private volatile long head;

        private Owned(long head) {
            this.head = head;
        }
    }

    /** This process is the only writer from now on. */
    void begin(long head) {
        owned = new Owned(head);
    }

    /** Somebody else may be writing. */
    void forget() {
        owned = null;
    }

    /** Keeps what was committed: events at consecutive positions. */
    void remember(List<NewEvent> events, Receipt first) {
        Owned current = owned;
        long position = first.position();
        for (NewEvent event : events) {
            keep(event.slot(), new Receipt(position, first.recordedAt()));
            if (current != null && isGate(event.slot().stream())) {
                current.lastSequences.merge(event.slot().stream(), event.slot().sequence(), Math::max);
            }
            position++;
        }
        if (current != null) {
            current.head = position - 1;
        }
    }

    private void keep(Slot slot, Receipt receipt) {
        Slot oldest = places[nextPlace];
        if (oldest != null) {
            receipts.remove(oldest);
        }
        places[nextPlace] = slot;
        nextPlace = (nextPlace + 1) % RECEIPTS;
        receipts.put(slot, receipt);
    }

    Optional<Receipt> find(Slot slot) {
        return Optional.ofNullable(receipts.get(slot));
    }

    /** The highest committed position; empty if only the database knows. */
    OptionalLong head() {
        Owned current = owned;
        return current == null ? OptionalLong.empty() : OptionalLong.of(current.head);
    }

    /**
     * Last sequence number of a stream, from memory if it is one of those that gates ask for with each command.
     *
     * @param store how to ask the database
     */
    Optional<Long> lastSequence(String stream, Function<String, Optional<Long>> store) {
        Owned current = owned;
        if (current == null || !isGate(stream)) {
            return store.apply(stream);
        }
        Long last = current.lastSequences.get(stream);
        if (last == null) {
            last = store.apply(stream).orElse(NONE);
            if (current.lastSequences.size() < STREAMS) {
                // The writer may have committed a higher one since the database was asked.
                last = current.lastSequences.merge(stream, last, Math::max);
            }
        }
        return last == NONE ? Optional.empty() : Optional.of(last);
    }

    /** Units, returns and opening stocks: what other streams' commands depend on. */
    private static boolean isGate(String stream) {
        return stream.startsWith("unit:") || stream.startsWith("return:") || stream.contains(":opening-");
    }
}
