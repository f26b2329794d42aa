package minglu.command.imports;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what became of the rows of an import; read by others while it runs. */
final class Tally {

    private static final long NONE = 0;

    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong recorded = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong lastPosition = new AtomicLong(NONE);

    /**
     * The counts at one moment.
     *
     * @param rows rows that were read
     * @param recorded rows that were recorded
     * @param duplicates rows that had been recorded before
     * @param rejected rows that were refused
     * @param lastPosition highest position of the recorded and duplicate rows; null if none is known
     */
    record Totals(long rows, long recorded, long duplicates, long rejected, Long lastPosition) {

        /** Rows whose outcome is known. */
        long done() {
            return recorded + duplicates + rejected;
        }
    }

    void read() {
        rows.incrementAndGet();
    }

    void recorded() {
        recorded.incrementAndGet();
    }

    void duplicate() {
        duplicates.incrementAndGet();
    }

    void rejected() {
        rejected.incrementAndGet();
    }

    /** Takes in the position of a recorded or duplicate row. */
    void position(Long position) {
        if (position != null) {
            lastPosition.accumulateAndGet(position, Math::max);
        }
    }

    Totals totals() {
        long last = lastPosition.get();
        return new Totals(
                rows.get(), recorded.get(), duplicates.get(), rejected.get(), last == NONE ? null : Long.valueOf(last));
    }
}
