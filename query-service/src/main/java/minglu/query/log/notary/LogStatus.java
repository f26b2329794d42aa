package minglu.query.log.notary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import minglu.api.problem.RefusedException;
import minglu.platform.axon.StoreHead;
import minglu.query.log.notary.LogRows.Epoch;
import minglu.query.log.notary.LogRows.Noted;
import minglu.query.log.store.StoredEvents;

/** How the log stands, in figures: for health, meters and people. */
public final class LogStatus {

    /** The notary's node tells every few seconds how it stands. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final LogRows rows;
    private final StoredEvents events;
    private final StoreHead head;
    private final Optional<TransparencyLog> log;
    private final Clock clock;
    private volatile First first = new First(-1, null);

    /** When an event was recorded: asked again and again, until it has left the house. */
    private record First(long index, Instant recordedAt) {}

    /** @param log empty on a node without the notary */
    public LogStatus(LogRows rows, StoredEvents events, StoreHead head, Optional<TransparencyLog> log, Clock clock) {
        this.rows = rows;
        this.events = events;
        this.head = head;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Figures of the log.
     *
     * @param state how it stands on this node
     * @param reason why; null while all is well
     * @param wayOut what a person can do; null where nothing is needed
     * @param origin origin of the log; null before it has begun
     * @param events position of the last event
     * @param leaves events that are notarised
     * @param signed events that the newest checkpoint covers
     * @param lag events not yet notarised
     * @param unwitnessed events that no checkpoint covers that has left the house
     * @param unwitnessedSeconds since the first of them was recorded
     */
    public record Figures(
            LogState state,
            String reason,
            String wayOut,
            String origin,
            long events,
            long leaves,
            long signed,
            long lag,
            long unwitnessed,
            long unwitnessedSeconds) {}

    /** How the log stands. */
    public LogCondition condition() {
        return log.map(TransparencyLog::condition).orElseGet(() -> LogCondition.of(LogState.AWAY));
    }

    /**
     * How the log stands at this moment, before something is published that the log has to prove: on the node of the notary looked at
     * anew, on others as that node told within the last half minute.
     *
     * @return running without a reason only where nothing is wrong
     */
    public LogCondition verified() {
        return log.filter(own -> own.condition().state() != LogState.AWAY)
                .map(TransparencyLog::verified)
                .orElseGet(() -> rows.noted().map(LogStatus::elsewhere).orElseGet(() -> away("it was never seen")));
    }

    private static LogCondition elsewhere(Noted noted) {
        return noted.age().compareTo(LONGEST_SILENCE) > 0
                ? away("it was last seen " + noted.age().toSeconds() + " s ago")
                : noted.condition();
    }

    private static LogCondition away(String because) {
        return new LogCondition(
                LogState.AWAY,
                "the notary of the transparency log is away: " + because,
                "Start the node that is configured to run the notary.");
    }

    /** How the log stands, in figures. */
    public Figures figures() {
        LogCondition condition = condition();
        Optional<Epoch> epoch = rows.epoch();
        long leaves = epoch.map(known -> rows.leaves(known.number())).orElse(0L);
        long signed = epoch.flatMap(known -> rows.published(known.number()))
                .map(LogRows.Published::size)
                .orElse(0L);
        long elsewhere = epoch.map(known -> rows.handedOut(known.number())).orElse(0L);
        long events = Math.max(leaves, head());
        return new Figures(
                condition.state(),
                condition.reason(),
                condition.wayOut(),
                epoch.map(Epoch::origin).orElse(null),
                events,
                leaves,
                signed,
                Math.max(0, events - leaves),
                Math.max(0, events - elsewhere),
                leaves > elsewhere ? ageOf(elsewhere) : 0);
    }

    /** While the store cannot be asked, nothing is known beyond the leaves. */
    private long head() {
        try {
            return head.position();
        } catch (RefusedException e) {
            return 0;
        }
    }

    private long ageOf(long leaf) {
        First known = first;
        if (known.index() != leaf) {
            known = new First(leaf, events.latest(leaf, leaf + 1).orElse(null));
            first = known;
        }
        return known.recordedAt() == null
                ? 0
                : Math.max(
                        0, Duration.between(known.recordedAt(), clock.instant()).toSeconds());
    }
}
