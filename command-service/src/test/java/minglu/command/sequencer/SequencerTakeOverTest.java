package minglu.command.sequencer;

import static minglu.command.sequencer.Events.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.command.sequencer.WriterHook.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/**
 * Several sequencers share one database. A dead owner is one whose thread stands still at a gate, as that of a killed or paused
 * process does; the database ends its transaction, and nothing moves the fence row any more.
 */
class SequencerTakeOverTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestSequencers sequencers = new TestSequencers();
    private final EventStoreDatabase database = sequencers.database;

    @AfterEach
    void stop() {
        sequencers.close();
    }

    @Test
    void theFirstBecomesTheOwnerAtOnceAndTheSecondWaitsAndSaysSo() {
        Sequencer first = started(step -> {});
        Sequencer second = started(step -> {});

        assertThat(first.state()).isEqualTo(SequencerState.ACTIVE);
        assertThat(first.obstacle()).isEmpty();
        assertThat(database.standing().owner()).isEqualTo("node-1");
        assertThat(second.state()).isEqualTo(SequencerState.WAITING);
        assertThat(second.obstacle()).get().asString().contains("another node");
        assertThatThrownBy(() -> second.append(one("a", 0)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ProblemCode.UNAVAILABLE));
        SequencerHealthIndicator health = new SequencerHealthIndicator(second);
        assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.health().getDetails())
                .containsEntry("state", SequencerState.WAITING)
                .containsKey("reason");
    }

    @Test
    void anOwnerThatLivesIsNotOvertakenThoughItWritesNothing() {
        Sequencer first = started(step -> {});
        Sequencer second = started(step -> {});

        long beat = database.standing().beat();
        await().atMost(SOON).until(() -> database.standing().beat() > beat + 20);

        assertThat(first.state()).isEqualTo(SequencerState.ACTIVE);
        assertThat(second.state()).isEqualTo(SequencerState.WAITING);
        assertThat(database.standing().epoch()).isEqualTo(1);
    }

    /** Conflicts alone move no position; they must not look like death. */
    @Test
    void anOwnerThatOnlyMeetsConflictsIsNotOvertaken() {
        Sequencer first = started(step -> {});
        first.append(one("a", 0));
        started(step -> {});

        long end = System.nanoTime()
                + TestSequencers.SETTINGS.silence().multipliedBy(2).toNanos();
        while (System.nanoTime() < end) {
            List<CompletableFuture<Receipt>> answers = List.of(first.submit(one("a", 0)), first.submit(one("a", 0)));
            assertThat(answers).allSatisfy(answer -> assertThat(answer).failsWithin(SOON));
        }

        assertThat(first.state()).isEqualTo(SequencerState.ACTIVE);
        assertThat(database.standing().epoch()).isEqualTo(1);
    }

    @Test
    void anOwnerThatStopsInOrderIsFollowedAtOnce() {
        Sequencer first = started(step -> {});
        Sequencer second = started(step -> {});
        first.append(one("a", 0));

        first.stop();

        assertThat(database.standing().owner()).isIn(null, "node-2");
        await().atMost(SOON).until(() -> second.state() == SequencerState.ACTIVE);
        assertThat(second.append(one("a", 1)).position()).isEqualTo(2);
        assertThat(first.state()).isEqualTo(SequencerState.STOPPED);
    }

    @Test
    void anOwnerPausedInItsTransactionIsOvertakenWritesNothingAndStandsByAgain() {
        Gate gate = new Gate(Step.BEFORE_COMMIT);
        Sequencer first = started(gate);
        Sequencer second = started(step -> {});
        CompletableFuture<Receipt> paused = first.submit(one("first", 0));
        gate.awaitWriter();

        await().atMost(SOON).until(() -> second.state() == SequencerState.ACTIVE);
        assertThat(second.append(one("second", 0)).position()).isEqualTo(1);
        // Still paused, the first takes itself for the owner; it does not believe itself any more.
        assertThat(first.isOwner()).isTrue();
        assertThat(first.obstacle()).get().asString().contains("cannot make sure");
        gate.open();

        assertThat(paused).failsWithin(SOON);
        await().atMost(SOON).until(() -> first.state() == SequencerState.WAITING);
        assertThat(database.asApplication()
                        .sql("select aggregateIdentifier from DomainEventEntry order by globalIndex")
                        .query(String.class)
                        .list())
                .containsExactly("second");

        second.stop();
        await().atMost(SOON).until(() -> first.state() == SequencerState.ACTIVE);
        assertThat(first.append(one("first", 0)).position()).isEqualTo(2);
        assertThat(epochs()).containsExactly("1 node-1 0", "2 node-2 0", "3 node-1 1");
    }

    @Test
    void ofManyThatWaitOneTakesOver() {
        Gate gate = new Gate(Step.BEFORE_FENCE);
        Sequencer first = started(gate);
        List<Sequencer> others = List.of(started(step -> {}), started(step -> {}), started(step -> {}));
        first.submit(one("first", 0));
        gate.awaitWriter();

        await().atMost(SOON).until(() -> others.stream().anyMatch(Sequencer::isOwner));
        long beat = database.standing().beat();
        await().atMost(SOON).until(() -> database.standing().beat() > beat + 20);

        assertThat(others.stream().filter(Sequencer::isOwner)).hasSize(1);
        assertThat(database.standing().epoch()).isEqualTo(2);
        gate.open();
    }

    @Test
    void aRowThatMovedSinceItWasSeenIsNotTaken() {
        Sequencer first = started(step -> {});
        Standing seen = database.standing();
        first.append(one("a", 0));
        Sequencer second = sequencers.shared(step -> {});

        assertThat(second.takeOver(seen)).isFalse();
        assertThat(second.isOwner()).isFalse();
        assertThat(first.append(one("a", 1)).position()).isEqualTo(2);
    }

    @Test
    void theOnlyProcessOnADatabaseTakesWhatADeadOneLeftAtOnce() {
        Gate gate = new Gate(Step.BEFORE_FENCE);
        Sequencer dead = started(gate);
        dead.submit(one("a", 0));
        gate.awaitWriter();

        Sequencer sole = sequencers.sequencer();
        sole.start();

        assertThat(sole.state()).isEqualTo(SequencerState.ACTIVE);
        assertThat(sole.obstacle()).isEmpty();
        gate.open();
    }

    @Test
    void aProcessThatOnlyReadsNeverOwnsAnything() {
        Sequencer reader =
                sequencers.sequencer(Clock.systemUTC(), TestSequencers.SETTINGS, step -> {}, Ownership.NONE, () -> {});

        reader.start();

        assertThat(reader.state()).isEqualTo(SequencerState.READ_ONLY);
        assertThat(reader.obstacle()).get().asString().contains("readers only");
        assertThatThrownBy(() -> reader.append(one("a", 0))).isInstanceOf(RefusedException.class);
        assertThat(database.standing())
                .isEqualTo(new Standing(0, 0, database.standing().recordedAt(), null, 0));
        assertThat(new SequencerHealthIndicator(reader).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void whatIsRememberedIsForgottenBeforeEachOwnership() {
        AtomicInteger begun = new AtomicInteger();
        Sequencer first = started(step -> {});
        Sequencer second = sequencers.sequencer(
                Clock.systemUTC(), TestSequencers.SETTINGS, step -> {}, Ownership.SHARED, begun::incrementAndGet);
        second.start();
        assertThat(begun).hasValue(0);

        first.stop();

        await().atMost(SOON).until(() -> second.state() == SequencerState.ACTIVE);
        assertThat(begun).hasValue(1);
    }

    @Test
    void aWaitingProcessBearsThatTheDatabaseEndsItsSession() {
        Sequencer first = started(step -> {});
        Sequencer second = started(step -> {});
        await().atMost(SOON).until(() -> sessions() == 1);
        database.asApplication()
                .sql("select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = ?")
                .param(WriterConnection.CANDIDATE)
                .query(Boolean.class)
                .list();

        first.stop();

        await().atMost(SOON).until(() -> second.state() == SequencerState.ACTIVE);
    }

    private int sessions() {
        return database.asApplication()
                .sql("select count(*) from pg_stat_activity"
                        + " where application_name = ? and datname = current_database()")
                .param(WriterConnection.CANDIDATE)
                .query(Integer.class)
                .single();
    }

    private List<String> epochs() {
        return database.asApplication()
                .sql("select epoch || ' ' || owner || ' ' || after_position from sequencer_epoch order by epoch")
                .query(String.class)
                .list();
    }

    private Sequencer started(WriterHook hook) {
        Sequencer sequencer = sequencers.shared(hook);
        sequencer.start();
        return sequencer;
    }
}
