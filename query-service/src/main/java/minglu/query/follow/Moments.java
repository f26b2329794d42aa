package minglu.query.follow;

import java.util.HashSet;
import java.util.Set;
import minglu.api.problem.RefusedException;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.platform.axon.StoreHead;
import org.springframework.stereotype.Component;

/** Turns the moment a reader asks for into a position, and waits until the projections behind the answer have reached it. */
@Component
public class Moments {

    /** The projection that knows when each event was recorded. */
    public static final String LEDGER = "ledger";

    private final EventTimes times;
    private final Progress progress;
    private final StoreHead head;

    /** Asks the store for its head where an instant is meant. */
    public Moments(EventTimes times, Progress progress, StoreHead head) {
        this.times = times;
        this.progress = progress;
        this.head = head;
    }

    /**
     * The state of knowledge for an answer.
     *
     * @param moment as of when
     * @param projections what stands behind the answer; {@link #LEDGER} is added
     * @throws RefusedException {@code not-caught-up}
     */
    public KnownAt resolve(Moment moment, Set<String> projections) {
        Set<String> behind = new HashSet<>(projections);
        behind.add(LEDGER);
        long needed = moment.atLeast() == null ? 0 : moment.atLeast();
        if (moment.knownAtPosition() != null) {
            progress.await(behind, Math.max(needed, moment.knownAtPosition()));
            return at(moment.knownAtPosition());
        }
        if (moment.knownAtInstant() != null) {
            // An event recorded by then may still be on its way to the projections.
            progress.await(behind, Math.max(needed, head.position()));
            return at(times.positionAt(moment.knownAtInstant()));
        }
        return at(progress.await(behind, needed));
    }

    /** Everything that the store holds now; while it cannot be asked, whatever has been reached. */
    public Moment head() {
        try {
            return Moment.atLeast(head.position());
        } catch (RefusedException e) {
            return Moment.NOW;
        }
    }

    private KnownAt at(long position) {
        return new KnownAt(position, times.recordedAt(position).orElse(null));
    }
}
