package minglu.command.sequencer;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides when a waiting process may take over: at once when nobody owns the sequencer, else when the fence row has not moved for
 * long enough. Time is measured by the waiting process alone, so clocks of different machines need not agree.
 */
final class OwnerWatch {

    private final Duration silence;
    private final LongSupplier nanoTime;
    private Standing last;
    private long lastMoved;

    /**
     * @param silence how long the row has to stand still
     * @param nanoTime as {@link System#nanoTime}
     */
    OwnerWatch(Duration silence, LongSupplier nanoTime) {
        this.silence = silence;
        this.nanoTime = nanoTime;
    }

    /** Takes in how the row stands now; true if whoever owns it shows no life. */
    boolean mayTakeOver(Standing seen) {
        if (seen.owner() == null) {
            return true;
        }
        long now = nanoTime.getAsLong();
        if (!seen.equals(last)) {
            last = seen;
            lastMoved = now;
            return false;
        }
        return now - lastMoved >= silence.toNanos();
    }

    /** Begins to measure anew. */
    void forget() {
        last = null;
    }
}
