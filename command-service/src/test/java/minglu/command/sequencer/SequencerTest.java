package minglu.command.sequencer;

import static minglu.command.sequencer.Events.event;
import static minglu.command.sequencer.Events.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.command.sequencer.WriterHook.Step;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SequencerTest {

    private final TestSequencers sequencers = new TestSequencers();
    private final EventStoreDatabase database = sequencers.database;

    @AfterEach
    void stop() {
        sequencers.close();
    }

    /**
     * 32 threads append 20,000 events, among them 1,000 that want a place another one wants too. Of each such pair one must be
     * stored and the other refused, and the stored ones must have the positions 1 to 19,000.
     */
    @Test
    void givesPositionsWithoutAHoleToManyThreadsAndRefusesOnlyDuplicates() throws Exception {
        int threads = 32;
        int perThread = 625;
        Sequencer sequencer = sequencers.active();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<List<Boolean>>> results = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            results.add(pool.submit(() -> {
                List<Boolean> stored = new ArrayList<>();
                for (int i = 0; i < perThread; i++) {
                    int index = number * perThread + i;
                    // The last thousand want the places of the first thousand.
                    stored.add(append(sequencer, "stream-" + index % 19_000));
                }
                return stored;
            }));
        }
        long stored = 0;
        long refused = 0;
        for (Future<List<Boolean>> result : results) {
            for (boolean one : result.get(120, TimeUnit.SECONDS)) {
                stored += one ? 1 : 0;
                refused += one ? 0 : 1;
            }
        }
        pool.shutdown();

        assertThat(stored).isEqualTo(19_000);
        assertThat(refused).isEqualTo(1_000);
        assertThat(database.positions())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 19_000).boxed().toList());
        assertThat(database.standing().position()).isEqualTo(19_000);
        assertThat(sequencers
                        .meters
                        .get("minglu.sequencer.group.size")
                        .summary()
                        .totalAmount())
                .isEqualTo(19_000);
        assertThat(sequencers.meters.get("minglu.append").timer().count()).isEqualTo(19_000);
    }

    private static boolean append(Sequencer sequencer, String stream) {
        try {
            sequencer.append(one(stream, 0));
            return true;
        } catch (ConcurrencyException e) {
            return false;
        }
    }

    @Test
    void answersPositionAndTimeAsStored() {
        Sequencer sequencer = sequencers.active();

        Receipt first = sequencer.append(List.of(event("a", 0), event("a", 1), event("b", 0)));
        Receipt second = sequencer.append(one("a", 2));

        assertThat(first.position()).isEqualTo(1);
        assertThat(second.position()).isEqualTo(4);
        String text = database.asApplication()
                .sql("select timeStamp from DomainEventEntry where globalIndex = 4")
                .query(String.class)
                .single();
        assertThat(text).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}000Z");
        assertThat(Instant.parse(text)).isEqualTo(second.recordedAt());
        assertThat(database.standing().recordedAt()).isEqualTo(second.recordedAt());
    }

    @Test
    void keepsTheBytesItIsGiven() {
        NewEvent event = event("a", 0);
        sequencers.active().append(List.of(event));

        assertThat(database.asApplication()
                        .sql("select payload from DomainEventEntry")
                        .query(byte[].class)
                        .single())
                .isEqualTo(event.payload());
        assertThat(database.asApplication()
                        .sql("select aggregateIdentifier, sequenceNumber, type, eventIdentifier, payloadType,"
                                + " payloadRevision, convert_from(metaData, 'UTF8') as meta from DomainEventEntry")
                        .query()
                        .singleRow()
                        .values())
                .containsExactly("a", 0L, "Test", event.identifier(), "minglu.test.Happened", "1", "{}");
    }

    @Test
    void refusesATakenPlaceAtSequenceZeroToo() {
        Sequencer sequencer = sequencers.active();
        sequencer.append(List.of(event("a", 0), event("a", 1)));

        for (long sequence : new long[] {0, 1}) {
            assertThatThrownBy(() -> sequencer.append(one("a", sequence)))
                    .isExactlyInstanceOf(ConcurrencyException.class)
                    .hasMessageContaining("Sequence " + sequence + " of a")
                    .hasMessageNotContaining(Events.SECRET)
                    .hasNoCause();
        }
        assertThat(database.positions()).containsExactly(1L, 2L);
    }

    @Test
    void storesTheFirstOfTwoRivalsInOneGroup() {
        Gate gate = new Gate(Step.BEFORE_COMMIT);
        Sequencer sequencer = sequencers.sequencer(gate);
        sequencer.acquire();
        CompletableFuture<Receipt> ahead = sequencer.submit(one("ahead", 0));
        gate.awaitWriter();
        // Both wait while the first group is written, so they come into one group.
        CompletableFuture<Receipt> first = sequencer.submit(List.of(event("a", 0), event("a", 1)));
        CompletableFuture<Receipt> rival = sequencer.submit(List.of(event("b", 0), event("a", 1)));
        CompletableFuture<Receipt> neighbour = sequencer.submit(one("c", 0));
        gate.open();

        assertThat(ahead).succeedsWithin(Duration.ofSeconds(10));
        assertThat(first).succeedsWithin(Duration.ofSeconds(10));
        assertThat(neighbour).succeedsWithin(Duration.ofSeconds(10));
        assertThat(rival)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseExactlyInstanceOf(ConcurrencyException.class);
        assertThat(database.positions()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void doesNotLetAFailingMemberSinkItsGroup() {
        Gate gate = new Gate(Step.BEFORE_COMMIT);
        Sequencer sequencer = sequencers.sequencer(gate);
        sequencer.acquire();
        CompletableFuture<Receipt> ahead = sequencer.submit(one("ahead", 0));
        gate.awaitWriter();
        CompletableFuture<Receipt> before = sequencer.submit(one("before", 0));
        CompletableFuture<Receipt> taken = sequencer.submit(List.of(event("ok", 0), event("taken\0", 0)));
        CompletableFuture<Receipt> bad = sequencer.submit(one("bad\0", 0));
        CompletableFuture<Receipt> after = sequencer.submit(one("after", 0));
        gate.open();

        assertThat(ahead).succeedsWithin(Duration.ofSeconds(10));
        assertThat(before).succeedsWithin(Duration.ofSeconds(10));
        assertThat(after).succeedsWithin(Duration.ofSeconds(10));
        for (CompletableFuture<Receipt> refused : List.of(taken, bad)) {
            assertThat(refused)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .havingCause()
                    .isExactlyInstanceOf(EventStoreException.class)
                    .withMessageNotContaining(Events.SECRET)
                    .withNoCause();
        }
        assertThat(database.positions()).containsExactly(1L, 2L, 3L);
        assertThat(sequencer.state()).isEqualTo(SequencerState.ACTIVE);
    }

    @Test
    void neverLetsTheRecordingTimeGoBack() {
        Instant noon = Instant.parse("2021-06-01T04:00:00.123456Z");
        Iterator<Instant> times = List.of(noon, noon.minusSeconds(3_600), noon, noon.plusMillis(1))
                .iterator();
        InstantSource source = times::next;
        Sequencer sequencer =
                sequencers.sequencer(source.withZone(ZoneOffset.UTC), TestSequencers.SETTINGS, step -> {});
        sequencer.acquire();

        List<Instant> recorded = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            recorded.add(sequencer.append(one("a", i)).recordedAt());
        }

        Instant first = Instant.parse("2021-06-01T04:00:00.123Z");
        assertThat(recorded).containsExactly(first, first, first, first.plusMillis(1));
    }

    @Test
    void neverLetsTheRecordingTimeGoBackAcrossATakeOver() {
        Instant noon = Instant.parse("2021-06-01T04:00:00Z");
        Sequencer first = sequencers.sequencer(Clock.fixed(noon, ZoneOffset.UTC), TestSequencers.SETTINGS, step -> {});
        first.acquire();
        first.append(one("a", 0));
        Sequencer second = sequencers.sequencer(
                Clock.fixed(noon.minusSeconds(60), ZoneOffset.UTC), TestSequencers.SETTINGS, step -> {});
        second.acquire();

        assertThat(second.append(one("a", 1))).isEqualTo(new Receipt(2, noon));
    }

    @Test
    void refusesToStartOnAHistoryThatWasChangedFromOutside() {
        sequencers.active().append(one("a", 0));
        database.asApplication().sql("update sequencer set position = 7").update();
        Sequencer second = sequencers.sequencer();

        assertThatThrownBy(second::acquire)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("position 7")
                .hasMessageContaining("position 1");
        assertThat(database.standing().epoch()).isEqualTo(1);
        assertThat(second.state()).isEqualTo(SequencerState.STARTING);
    }

    @Test
    void refusesToAcquireTwice() {
        Sequencer sequencer = sequencers.active();

        assertThatThrownBy(sequencer::acquire)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("epoch 1");
    }

    @Test
    void isUnavailableBeforeItStartsAndAfterItStopped() {
        Sequencer sequencer = sequencers.sequencer();
        assertUnavailable(() -> sequencer.append(one("a", 0)), "STARTING");

        sequencer.acquire();
        sequencer.append(one("a", 0));
        sequencer.stop();

        assertThat(sequencer.state()).isEqualTo(SequencerState.STOPPED);
        assertUnavailable(() -> sequencer.append(one("a", 1)), "stopping");

        sequencer.acquire();
        assertThat(sequencer.append(one("a", 1)).position()).isEqualTo(2);
    }

    @Test
    void isUnavailableWhileTooManyWait() {
        Gate gate = new Gate(Step.BEFORE_COMMIT);
        Sequencer sequencer = sequencers.sequencer(Clock.systemUTC(), settings(2, Duration.ofSeconds(20)), gate);
        sequencer.acquire();
        CompletableFuture<Receipt> written = sequencer.submit(one("a", 0));
        gate.awaitWriter();
        CompletableFuture<Receipt> second = sequencer.submit(one("b", 0));
        CompletableFuture<Receipt> third = sequencer.submit(one("c", 0));

        assertUnavailable(() -> sequencer.append(one("d", 0)), "2 appends are waiting");

        gate.open();
        assertThat(CompletableFuture.allOf(written, second, third)).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void tellsAnAppendThatWasNeverBegunFromOneWhoseOutcomeIsUnknown() throws Exception {
        Gate gate = new Gate(Step.BEFORE_COMMIT);
        Sequencer sequencer = sequencers.sequencer(Clock.systemUTC(), settings(10, Duration.ofMillis(300)), gate);
        sequencer.acquire();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Future<?> begun = pool.submit(() -> assertThatThrownBy(() -> sequencer.append(one("begun", 0)))
                .isInstanceOf(AppendOutcomeUnknownException.class)
                .hasMessageContaining("sequence 0 of begun")
                .hasMessageNotContaining(Events.SECRET));
        gate.awaitWriter();
        assertUnavailable(() -> sequencer.append(one("waiting", 0)), "no answer within");
        begun.get(10, TimeUnit.SECONDS);
        pool.shutdown();
        gate.open();
        sequencer.stop();

        // The one was stored after all, the other was never written.
        assertThat(database.positions()).containsExactly(1L);
    }

    @Test
    void writesWhatWaitsBeforeItStops() {
        Gate gate = new Gate(Step.BEFORE_COMMIT);
        Sequencer sequencer = sequencers.sequencer(gate);
        sequencer.acquire();
        List<CompletableFuture<Receipt>> answers = new ArrayList<>();
        answers.add(sequencer.submit(one("a", 0)));
        gate.awaitWriter();
        for (int i = 0; i < 50; i++) {
            answers.add(sequencer.submit(one("b", i)));
        }
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(sequencer::stop);
        gate.open();

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
        assertThat(database.positions()).hasSize(51);
    }

    private static SequencerSettings settings(int queued, Duration answerWithin) {
        SequencerSettings some = TestSequencers.SETTINGS;
        return new SequencerSettings(
                queued,
                some.groupEvents(),
                some.groupBytes(),
                answerWithin,
                some.transactionIdle(),
                some.socketSilence(),
                some.longestRetryPause(),
                some.idleCheck(),
                some.silence(),
                some.lease(),
                some.stopWithin());
    }

    private static void assertUnavailable(Runnable append, String why) {
        assertThatThrownBy(append::run)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ProblemCode.UNAVAILABLE))
                .hasMessageContaining(why)
                .hasMessageNotContaining(Events.SECRET);
    }
}
