package minglu.command.sequencer;

import static minglu.command.sequencer.Events.event;
import static minglu.command.sequencer.Events.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import minglu.api.problem.RefusedException;
import minglu.command.sequencer.WriterHook.Step;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database ends the writer's session at the worst moments. What was answered must be what is stored. */
class SequencerFaultsTest {

    private final TestSequencers sequencers = new TestSequencers();
    private final EventStoreDatabase database = sequencers.database;

    @AfterEach
    void stop() {
        sequencers.close();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aSessionEndedBetweenTwoStepsStoresEachEventOnce(Step where) {
        AtomicBoolean killed = new AtomicBoolean();
        Sequencer sequencer = sequencers.sequencer(step -> {
            if (step == where && killed.compareAndSet(false, true)) {
                database.killWriters();
            }
        });
        sequencer.acquire();

        Receipt first = sequencer.append(List.of(event("a", 0), event("a", 1)));
        Receipt second = sequencer.append(one("a", 2));

        assertThat(killed).isTrue();
        assertThat(first.position()).isEqualTo(1);
        assertThat(second.position()).isEqualTo(3);
        assertThat(database.positions()).containsExactly(1L, 2L, 3L);
        assertThat(sequencer.state()).isEqualTo(SequencerState.ACTIVE);
        assertThat(sequencer.epoch()).isEqualTo(1);
    }

    @Test
    void aLostAnswerOfACommitIsFoundOutAndAnsweredAsStored() {
        AtomicBoolean lost = new AtomicBoolean();
        Sequencer sequencer = sequencers.sequencer(step -> {
            if (step == Step.AFTER_COMMIT && lost.compareAndSet(false, true)) {
                database.killWriters();
                throw new SQLException("The connection broke before the answer came.", "08006");
            }
        });
        sequencer.acquire();

        Receipt receipt = sequencer.append(List.of(event("a", 0), event("a", 1)));

        assertThat(lost).isTrue();
        assertThat(receipt.position()).isEqualTo(1);
        assertThat(database.positions()).containsExactly(1L, 2L);
        assertThat(sequencer.append(one("a", 2)).position()).isEqualTo(3);
    }

    @Test
    void aCommitInDoubtThatCannotBeResolvedIsUnknown() {
        Sequencer sequencer = sequencers.sequencer(step -> {
            if (step == Step.AFTER_COMMIT) {
                throw new IllegalStateException("A fault that nobody foresaw.");
            }
        });
        sequencer.acquire();

        CompletableFuture<Receipt> answer = sequencer.submit(one("a", 0));

        assertThat(answer)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseExactlyInstanceOf(AppendOutcomeUnknownException.class);
        assertThat(sequencer.state()).isEqualTo(SequencerState.LOST);
    }

    @Test
    void anAppendOnWhichTheSessionDiesAgainAndAgainIsGivenUp() {
        AtomicInteger kills = new AtomicInteger();
        Sequencer sequencer = sequencers.sequencer(step -> {
            if (step == Step.BEFORE_FENCE && kills.get() < 3) {
                kills.incrementAndGet();
                database.killWriters();
            }
        });
        sequencer.acquire();

        assertThat(sequencer.submit(one("a", 0)))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseExactlyInstanceOf(RefusedException.class);
        assertThat(sequencer.append(one("b", 0)).position()).isEqualTo(1);
    }

    @Test
    void anIdleWriterReconnectsByItself() {
        Sequencer sequencer = sequencers.active();
        sequencer.append(one("a", 0));

        database.killWriters();

        assertThat(sequencer.append(one("a", 1)).position()).isEqualTo(2);
        await().until(() -> sequencer.state() == SequencerState.ACTIVE);
        assertThat(database.standing().epoch()).isEqualTo(1);
    }

    /** Sessions are ended at random steps under load with rivals; then each answer is compared with the store. */
    @Test
    void everyAnswerIsTrueWhileSessionsDieAtRandom() throws Exception {
        Random random = new Random(20210601);
        AtomicInteger kills = new AtomicInteger();
        Sequencer sequencer = sequencers.sequencer(step -> {
            if (random.nextInt(12) == 0 && kills.get() < 25) {
                kills.incrementAndGet();
                database.killWriters();
                if (step == Step.AFTER_COMMIT) {
                    throw new SQLException("The connection broke before the answer came.", "08006");
                }
            }
        });
        sequencer.acquire();
        List<NewEvent> events = new ArrayList<>();
        List<CompletableFuture<Receipt>> answers = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            // Every tenth wants a place that an earlier one wanted.
            NewEvent event = event("stream-" + (i % 10 == 9 ? i - 9 : i), 0);
            events.add(event);
            answers.add(sequencer.submit(List.of(event)));
            if (i % 40 == 0) {
                answers.get(i).handle((receipt, failure) -> null).get(20, TimeUnit.SECONDS);
            }
        }

        Map<String, Long> answered = new HashMap<>();
        int refused = 0;
        for (int i = 0; i < events.size(); i++) {
            String identifier = events.get(i).identifier();
            try {
                Receipt receipt = answers.get(i).get(20, TimeUnit.SECONDS);
                answered.put(identifier, receipt.position());
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOfAny(ConcurrencyException.class, RefusedException.class);
                refused++;
            }
        }

        assertThat(kills.get()).isGreaterThan(5);
        assertThat(refused).isGreaterThanOrEqualTo(400);
        List<String> stored = database.identifiers();
        assertThat(database.positions())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, stored.size()).boxed().toList());
        Map<String, Long> positions = new HashMap<>();
        stored.forEach(identifier -> positions.put(identifier, positions.size() + 1L));
        assertThat(positions).isEqualTo(answered);
        await().until(() -> sequencer.state() == SequencerState.ACTIVE);
    }
}
