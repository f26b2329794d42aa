package minglu.command.sequencer;

import static minglu.command.sequencer.Events.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import minglu.api.problem.RefusedException;
import minglu.command.sequencer.WriterHook.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A writer is stopped inside its transaction, as a long pause of its process would, a second sequencer takes over, and the first
 * is woken. It must write nothing more.
 */
class SequencerFencingTest {

    private final TestSequencers sequencers = new TestSequencers();
    private final EventStoreDatabase database = sequencers.database;

    @AfterEach
    void stop() {
        sequencers.close();
    }

    /** With a short limit the database ends the paused session; with a long one the session lives on and meets the epoch. */
    @ParameterizedTest
    @CsvSource({"BEFORE_FENCE, 1", "BEFORE_FENCE, 60", "BEFORE_COMMIT, 1"})
    void aWriterOvertakenInItsTransactionWritesNothing(Step step, int transactionIdleSeconds) {
        Gate gate = new Gate(step);
        Sequencer first =
                sequencers.sequencer(Clock.systemUTC(), idle(Duration.ofSeconds(transactionIdleSeconds)), gate);
        first.acquire();
        CompletableFuture<Receipt> paused = first.submit(one("first", 0));
        gate.awaitWriter();
        CompletableFuture<Receipt> queued = first.submit(one("queued", 0));

        Sequencer second = sequencers.active();
        assertThat(second.append(one("second", 0)).position()).isEqualTo(1);
        gate.open();

        assertThat(List.of(paused, queued)).allSatisfy(answer -> assertThat(answer)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(RefusedException.class)
                .withMessageContaining("LOST"));
        assertThat(first.state()).isEqualTo(SequencerState.LOST);
        assertThatThrownBy(() -> first.append(one("late", 0))).isInstanceOf(RefusedException.class);
        assertThat(second.append(one("second", 1)).position()).isEqualTo(2);
        assertThat(storedStreams()).containsExactly("second", "second");
    }

    @Test
    void aWriterOvertakenAfterItsCommitAnswersWhatItStoredAndWritesNoMore() {
        Gate gate = new Gate(Step.AFTER_COMMIT);
        Sequencer first = sequencers.sequencer(gate);
        first.acquire();
        CompletableFuture<Receipt> stored = first.submit(one("first", 0));
        gate.awaitWriter();
        CompletableFuture<Receipt> queued = first.submit(one("queued", 0));

        Sequencer second = sequencers.active();
        assertThat(second.append(one("second", 0)).position()).isEqualTo(2);
        gate.open();

        assertThat(stored)
                .succeedsWithin(Duration.ofSeconds(10))
                .extracting(Receipt::position)
                .isEqualTo(1L);
        assertThat(queued).failsWithin(Duration.ofSeconds(10));
        assertThat(first.state()).isEqualTo(SequencerState.LOST);
        assertThat(storedStreams()).containsExactly("first", "second");
    }

    @Test
    void anIdleOwnerNoticesThatItWasOvertaken() {
        Sequencer first = sequencers.active();
        Sequencer second = sequencers.active();

        await().untilAsserted(() -> assertThat(first.state()).isEqualTo(SequencerState.LOST));
        assertThat(second.state()).isEqualTo(SequencerState.ACTIVE);
    }

    @Test
    void anOvertakenOwnerWritesAgainOnlyAfterItAcquiredAnew() {
        Sequencer first = sequencers.active();
        first.append(one("a", 0));
        Sequencer second = sequencers.active();
        second.append(one("a", 1));
        await().until(() -> first.state() == SequencerState.LOST);

        first.acquire();

        assertThat(first.append(one("a", 2)).position()).isEqualTo(3);
        await().until(() -> second.state() == SequencerState.LOST);
        assertThat(database.standing().epoch()).isEqualTo(3);
    }

    private List<String> storedStreams() {
        return database.asApplication()
                .sql("select aggregateIdentifier from DomainEventEntry order by globalIndex")
                .query(String.class)
                .list();
    }

    private static SequencerSettings idle(Duration transactionIdle) {
        SequencerSettings some = TestSequencers.SETTINGS;
        return new SequencerSettings(
                some.queuedAppends(),
                some.groupEvents(),
                some.groupBytes(),
                some.answerWithin(),
                transactionIdle,
                some.socketSilence(),
                some.longestRetryPause(),
                some.idleCheck(),
                some.silence(),
                some.lease(),
                some.stopWithin());
    }
}
