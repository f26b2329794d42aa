package minglu.query.rebuild;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import minglu.api.ledger.Poster;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.tables.FindTables;
import minglu.api.tables.Moment;
import minglu.api.unit.UnitKind;
import minglu.platform.node.WriteStanding;
import minglu.query.follow.EventHistory;
import minglu.query.follow.Examination;
import minglu.query.follow.Followed;
import minglu.query.follow.Generations;
import minglu.query.follow.OneState;
import minglu.query.follow.ParkedEvents;
import minglu.query.follow.Progress;
import minglu.query.follow.Projection;
import minglu.query.follow.RebuiltProjection;
import minglu.query.support.QueryFixture;
import minglu.query.support.RandomHistory;
import minglu.query.tables.TablesService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The read side built anew on PostgreSQL, beside readers and writers. */
class RebuildTest {

    private static QueryFixture read;
    private static final AtomicBoolean storeFails = new AtomicBoolean();

    @BeforeAll
    static void open() {
        read = new QueryFixture();
        EventHistory recorded = read.history();
        read.with(EventHistory.class, () -> new FailingHistory(recorded, storeFails));
    }

    @AfterAll
    static void close() {
        read.close();
    }

    @BeforeEach
    void record() {
        storeFails.set(false);
        read.post(Poster::post);
        read.get(Progress.class);
        read.clear();
        read.record(RandomHistory.of(7, 150), 40);
    }

    private static RebuildView rebuilt() {
        return ended(read.get(Rebuilds.class).start());
    }

    private static RebuildView ended(RebuildView started) {
        Rebuilds rebuilds = read.get(Rebuilds.class);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !rebuilds.find(started.rebuild()).state().equals("running"));
        // The old rows are gone as soon as the lock is free again.
        awaitNothingIsBuilt();
        return rebuilds.find(started.rebuild());
    }

    private static void awaitNothingIsBuilt() {
        await().atMost(Duration.ofSeconds(30)).until(() -> BuildingLock.take(read.dataSource())
                .map(lock -> {
                    lock.close();
                    return true;
                })
                .orElse(false));
    }

    private static Map<String, Object> cells(int year, Moment moment) {
        return read.get(TablesService.class)
                .find(new FindTables("district", year, null, moment, null))
                .cells();
    }

    private static long count(String sql) {
        return read.get(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private static <R> void write(RebuiltProjection<R> projection, int generation, List<Followed> events) {
        projection.write(
                generation,
                events.stream().map(event -> Examination.of(projection, event)).toList());
    }

    private static List<String> tables(String like) {
        return read.get(JdbcClient.class)
                .sql("SELECT tablename FROM pg_tables WHERE tablename LIKE :like")
                .param("like", like)
                .query(String.class)
                .list();
    }

    private static int live() {
        return read.get(Generations.class).live();
    }

    @Test
    void a_sound_read_side_has_no_drift_and_reads_the_same_from_the_new_rows() {
        int before = live();
        List<Map<String, Object>> tables =
                List.of(cells(2022, Moment.NOW), cells(2022, Moment.knownAt(77)), cells(2023, Moment.knownAt(120)));

        RebuildView found = rebuilt();

        assertThat(found.state()).isEqualTo("done");
        assertThat(found.drift()).isZero();
        assertThat(found.differences()).isEmpty();
        assertThat(found.eventsDone()).isEqualTo(read.head()).isEqualTo(found.eventsTotal());
        assertThat(found.eventsPerSecond()).isPositive();
        assertThat(live()).isEqualTo(found.rebuild()).isGreaterThan(before);
        assertThat(List.of(cells(2022, Moment.NOW), cells(2022, Moment.knownAt(77)), cells(2023, Moment.knownAt(120))))
                .isEqualTo(tables);
        for (String table :
                List.of("posting", "posting_sum", "event_time", "unit_definition", "calendar_year", "recorded_act")) {
            assertThat(tables(table + "\\_g%"))
                    .as("tables of " + table)
                    .containsExactly(Generations.table(table, live()));
        }
    }

    @Test
    void clocks_that_went_back_make_no_drift_though_the_history_is_read_in_parts() {
        Instant ahead = QueryFixture.FIRST.plus(Duration.ofHours(1));
        read.recordAt(ahead, act("ju", "ahead", "1", "decision-made", "2022-05-01", "kind", "licence"));
        for (int i = 0; i < 40; i++) {
            read.record(act("ju", "behind-" + i, "1", "decision-made", "2022-05-01", "kind", "licence"));
        }

        assertThat(rebuilt().drift()).isZero();
        assertThat(count("SELECT count(*) FROM event_time WHERE last = " + read.head()))
                .isEqualTo(1);
        assertThat(count("SELECT last - position + 1 FROM event_time WHERE last = " + read.head()))
                .isEqualTo(41);
    }

    @Test
    void acts_recorded_after_the_switch_go_on_in_the_new_rows() {
        rebuilt();
        Object before = cells(2022, Moment.NOW).get("2.licence");
        read.record(act("ju", "new", "1", "decision-made", "2022-05-01", "kind", "licence"));

        assertThat(cells(2022, Moment.NOW).get("2.licence")).isEqualTo((Long) before + 1);
        assertThat(rebuilt().drift()).isZero();
    }

    @Test
    void a_posting_changed_by_hand_is_found_with_its_cell_and_healed() {
        while (read.head() % 8 != 0) {
            read.record(act("ju", "before-" + read.head(), "1", "decision-made", "2022-05-01", "kind", "licence"));
        }
        read.record(act("ju", "by-hand", "1", "decision-made", "2022-05-01", "kind", "licence"));
        Map<String, Object> sound = cells(2022, Moment.NOW);
        read.asOwner("WITH licence AS (INSERT INTO account_set (accounts) SELECT ARRAY[id] FROM account"
                + " WHERE name = 'decision/licence'"
                + " ON CONFLICT (accounts) DO UPDATE SET accounts = excluded.accounts RETURNING id)"
                + " INSERT INTO posting_row SELECT p.position, 41, p.unit, licence.id, p.occurred_on, p.generation, 9, NULL"
                + " FROM posting_row p, licence WHERE p.position = " + read.head());
        assertThat(cells(2022, Moment.NOW).get("2.licence")).isEqualTo((Long) sound.get("2.licence") + 41);

        read.get(Rebuilds.class).check(Duration.ZERO);

        assertThat(read.get(Rebuilds.class).drift()).isEqualTo(1);
        Difference found =
                read.get(Rebuilds.class).last().orElseThrow().differences().get(0);
        assertThat(found.table()).isEqualTo("posting");
        assertThat(found.unit()).isEqualTo("ju");
        assertThat(found.year()).isEqualTo(2022);
        assertThat(found.account()).isEqualTo("decision/licence");
        assertThat(found.cells()).containsExactly("2.licence");
        assertThat(found.live()).isEqualTo(found.rebuilt() + 41);
        assertThat(cells(2022, Moment.NOW)).as("a check changes nothing").isNotEqualTo(sound);

        RebuildView healed = rebuilt();

        assertThat(healed.drift()).isEqualTo(1);
        assertThat(healed.differences()).containsExactly(found);
        assertThat(cells(2022, Moment.NOW)).isEqualTo(sound);
        assertThat(read.get(Rebuilds.class).drift()).as("after it was healed").isZero();
        assertThat(rebuilt().drift()).isZero();
    }

    @Test
    void drift_is_found_on_schedule_without_anybody_asking_and_by_a_node_that_may_write_alone() {
        read.asOwner(
                "UPDATE posting_row SET amount = amount + 41 WHERE position = (SELECT max(position) FROM posting_row)"
                        + " AND line = 0");
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean stands = new AtomicBoolean(true);
        WriteStanding standing = () -> {
            asked.incrementAndGet();
            return stands.get() ? Optional.of("another node writes") : Optional.empty();
        };
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("standing", standing));
        Rebuilds rebuilds = read.get(Rebuilds.class);
        Optional<RebuildView> before = rebuilds.last();
        int live = live();
        DriftCheck schedule =
                new DriftCheck(rebuilds, beans.getBeanProvider(WriteStanding.class), Duration.ofMillis(50));
        try {
            schedule.onApplicationEvent(null);
            await().atMost(Duration.ofSeconds(30)).until(() -> asked.get() >= 3);
            assertThat(rebuilds.last())
                    .as("a node that stands by compares nothing")
                    .isEqualTo(before);

            stands.set(false);

            await().atMost(Duration.ofSeconds(30)).until(() -> rebuilds.drift() == 1);
            assertThat(rebuilds.last().orElseThrow().purpose()).isEqualTo("check");
            assertThat(live()).as("a check replaces nothing").isEqualTo(live);
        } finally {
            schedule.destroy();
        }
        awaitNothingIsBuilt();
        assertThat(rebuilt().drift()).isEqualTo(1);
        assertThat(rebuilt().drift()).isZero();
    }

    @Test
    void a_row_that_is_missing_or_too_many_in_any_table_is_found() {
        read.asOwner("DELETE FROM recorded_act_row WHERE position = (SELECT max(position) FROM recorded_act_row)");
        read.asOwner("UPDATE unit_definition_row SET parent = NULL WHERE unit = 'jia'");
        read.asOwner(
                "INSERT INTO posting_row SELECT position, 0, unit, account_set, occurred_on, generation, line + 1000, act"
                        + " FROM posting_row ORDER BY position LIMIT 1");
        read.asOwner(
                "UPDATE event_time_row SET recorded_at = recorded_at + interval '1 millisecond' WHERE position = 2");

        RebuildView found = rebuilt();

        assertThat(found.differences())
                .extracting(Difference::table)
                .containsOnly("recorded_act", "unit_definition", "event_time", "posting");
        assertThat(found.drift()).isEqualTo(4);
        assertThat(rebuilt().drift()).isZero();
    }

    @Test
    void a_sum_changed_by_hand_is_found_and_healed() {
        Map<String, Object> sound = cells(2022, Moment.NOW);
        read.asOwner("UPDATE posting_sum_row SET amount = amount + 1000 WHERE level = 2 AND block = 1"
                + " AND unit = (SELECT id FROM recording_unit WHERE name = 'ju')");
        assertThat(cells(2022, Moment.NOW)).isNotEqualTo(sound);

        RebuildView found = rebuilt();

        assertThat(found.drift()).isPositive();
        assertThat(found.differences()).isNotEmpty().allSatisfy(difference -> {
            assertThat(difference.table()).isEqualTo("posting_sum");
            assertThat(difference.unit()).isEqualTo("ju");
            assertThat(difference.live()).isGreaterThan(difference.rebuilt());
        });
        assertThat(cells(2022, Moment.NOW)).isEqualTo(sound);
        assertThat(rebuilt().drift()).isZero();
    }

    @Test
    void readers_are_never_kept_waiting_nor_given_old_or_torn_figures() {
        read.clear();
        read.record(unit("ju", UnitKind.DEPARTMENT, "district", 2020));
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> {
            int acts = 0;
            while (!done.get()) {
                acts++;
                read.record(act("ju", "s-" + acts, "1", "decision-made", "2022-05-01", "kind", "licence"));
            }
            return acts;
        });
        CompletableFuture<Duration> reader = CompletableFuture.supplyAsync(() -> {
            long longest = 0;
            while (!done.get()) {
                long recorded = read.get(Progress.class).reached(Set.of("ledger", "reporting"));
                long start = System.nanoTime();
                var view = read.get(TablesService.class).find(new FindTables("ju", 2022, null, Moment.NOW, null));
                longest = Math.max(longest, System.nanoTime() - start);
                // One event for the unit, one licence in each later one.
                assertThat(view.knownAt().position()).as("not old").isGreaterThanOrEqualTo(recorded);
                assertThat(view.cells().get("2.licence"))
                        .as("not torn")
                        .isEqualTo(view.knownAt().position() - 1);
            }
            return Duration.ofNanos(longest);
        });

        for (int i = 0; i < 5; i++) {
            assertThat(rebuilt().drift()).isZero();
        }
        done.set(true);

        assertThat(writer).succeedsWithin(Duration.ofSeconds(20)).satisfies(acts -> assertThat(acts)
                .isGreaterThan(5));
        assertThat(reader).succeedsWithin(Duration.ofSeconds(20)).satisfies(longest -> assertThat(longest)
                .isLessThan(Duration.ofSeconds(5)));
    }

    @Test
    void a_reader_does_not_wait_for_a_switch_that_has_not_committed() {
        Generations generations = read.get(Generations.class);
        Map<String, Object> before = cells(2022, Moment.NOW);
        int next = generations.begin("rebuild", 0);
        assertThatThrownBy(() -> read.transaction(() -> {
                    generations.hold(next);
                    generations.switchTo(next);

                    assertThat(CompletableFuture.supplyAsync(() -> cells(2022, Moment.NOW)))
                            .succeedsWithin(Duration.ofSeconds(10))
                            .isEqualTo(before);
                    throw new PlannedFailure();
                }))
                .isInstanceOf(PlannedFailure.class);
        assertThat(cells(2022, Moment.NOW)).isEqualTo(before);
        generations.drop(next);
    }

    @Test
    void rows_that_a_reader_still_sees_are_dropped_when_he_has_done() throws Exception {
        int was = live();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch switched = new CountDownLatch(1);
        CompletableFuture<Long> reader =
                CompletableFuture.supplyAsync(() -> read.get(OneState.class).read(() -> {
                    // Begins before the switch, with something else.
                    count("SELECT count(*) FROM parked_event");
                    reading.countDown();
                    awaitQuietly(switched);
                    return count("SELECT count(*) FROM posting");
                }));
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
        long postings = count("SELECT count(*) FROM posting");

        RebuildView started = read.get(Rebuilds.class).start();
        await().atMost(Duration.ofSeconds(30)).until(() -> live() != was);
        assertThat(tables("posting\\_g%")).contains(Generations.table("posting", was));
        switched.countDown();

        assertThat(reader).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(postings);
        assertThat(ended(started).drift()).isZero();
        assertThat(tables("posting\\_g%")).containsExactly(Generations.table("posting", live()));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void what_a_killed_rebuild_left_is_never_read_and_is_taken_away_at_the_next_start() {
        Generations generations = read.get(Generations.class);
        Map<String, Object> before = cells(2022, Moment.NOW);
        int was = live();
        int half = generations.begin("rebuild", read.head());
        for (Projection<?> projection : read.projections()) {
            if (projection instanceof RebuiltProjection<?> rebuilt) {
                read.transaction(() -> write(rebuilt, half, read.events(1, 60)));
            }
        }
        assertThat(count("SELECT count(*) FROM " + Generations.table("posting", half)))
                .isPositive();
        assertThat(cells(2022, Moment.NOW)).isEqualTo(before);

        read.get(Rebuilds.class).clearUp();

        assertThat(live()).isEqualTo(was);
        assertThat(cells(2022, Moment.NOW)).isEqualTo(before);
        assertThat(tables("%\\_g" + half)).isEmpty();
        assertThat(read.get(Rebuilds.class).find(half).state()).isEqualTo("interrupted");
    }

    @Test
    void a_rebuild_that_fails_on_its_way_changes_nothing_and_says_why() {
        Map<String, Object> before = cells(2022, Moment.NOW);
        int was = live();
        storeFails.set(true);

        RebuildView failed = rebuilt();

        assertThat(failed.state()).isEqualTo("interrupted");
        assertThat(failed.failure()).isEqualTo("the store fails at 100");
        assertThat(failed.drift()).isNull();
        assertThat(live()).isEqualTo(was);
        assertThat(cells(2022, Moment.NOW)).isEqualTo(before);
        storeFails.set(false);
        assertThat(rebuilt().state()).isEqualTo("done");
    }

    @Test
    void one_that_was_taken_for_dead_does_not_switch_any_more() {
        Generations generations = read.get(Generations.class);
        int taken = generations.begin("rebuild", 0);
        generations.drop(taken);

        assertThatThrownBy(() -> read.get(Builder.class).build(taken, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("taken away");
        assertThat(live()).isNotEqualTo(taken);
    }

    @Test
    void while_one_is_running_another_is_refused() {
        try (BuildingLock running =
                BuildingLock.take(read.get(DataSource.class)).orElseThrow()) {
            assertThat(running).isNotNull();
            assertThatThrownBy(() -> read.get(Rebuilds.class).start())
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.refusal().code()).isEqualTo(ProblemCode.WRONG_STATE));
        }
        assertThat(rebuilt().state()).isEqualTo("done");
    }

    @Test
    void the_live_rows_cannot_be_dropped() {
        int live = live();
        assertThatThrownBy(() -> read.get(Generations.class).drop(live)).hasStackTraceContaining("is live");
        assertThat(count("SELECT count(*) FROM posting")).isPositive();
    }

    @Test
    void an_event_that_was_parked_is_taken_in_and_one_that_still_cannot_be_stays_parked() {
        read.clear();
        read.post(event -> {
            throw new IllegalStateException("planted");
        });
        read.record(
                unit("ju", UnitKind.DEPARTMENT, "district", 2020),
                act("ju", "good", "1", "decision-made", "2022-05-01", "kind", "licence"),
                act("ju", "bad", "1", "decision-made", "2022-05-01", "kind", "parking-permit"));
        ParkedEvents parked = read.get(ParkedEvents.class);
        assertThat(parked.positions("ledger", 10)).containsExactlyInAnyOrder(2L, 3L);
        read.post(Poster::post);

        RebuildView found = rebuilt();

        assertThat(found.differences())
                .extracting(Difference::account)
                .containsExactly("act/recorded", "decision/licence");
        assertThat(parked.positions("ledger", 10)).containsExactly(3L);
        assertThat(cells(2022, Moment.NOW).get("2.licence")).isEqualTo(1L);
        assertThat(rebuilt().drift()).isZero();
    }

    private static final class PlannedFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
