package minglu.command.sequencer;

import java.time.Duration;

/**
 * Limits of the sequencer.
 *
 * @param queuedAppends appends that may wait; more are refused as unavailable
 * @param groupEvents events in one transaction, unless a single append has more
 * @param groupBytes bytes of payload and metadata in one transaction, unless a single append has more
 * @param answerWithin how long a command waits for its answer
 * @param transactionIdle how long the database lets the writer pause inside a transaction, and so hold the fence row
 * @param socketSilence how long the writer waits for the database's answer before it takes the connection for lost
 * @param longestRetryPause upper bound of the growing pauses between attempts to reconnect
 * @param idleCheck how often an idle writer shows that it lives, and a waiting process looks for that
 * @param silence how long a waiting process sees no sign of life before it takes over
 * @param lease how long after its last sign of life an owner that is watched may believe that nobody else writes; shorter than
 *     the silence
 * @param stopWithin how long stopping waits for the queue to be written
 */
record SequencerSettings(
        int queuedAppends,
        int groupEvents,
        long groupBytes,
        Duration answerWithin,
        Duration transactionIdle,
        Duration socketSilence,
        Duration longestRetryPause,
        Duration idleCheck,
        Duration silence,
        Duration lease,
        Duration stopWithin) {

    SequencerSettings {
        if (lease.compareTo(silence) >= 0) {
            throw new IllegalArgumentException("A lease of " + lease + " would outlive a silence of " + silence + ".");
        }
    }

    /** What production uses. */
    static SequencerSettings defaults() {
        return new SequencerSettings(
                20_000,
                500,
                8L << 20,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                Duration.ofSeconds(15));
    }
}
