package minglu.query.follow;

import static minglu.query.support.Acts.act;
import static minglu.query.support.QueryFixture.followed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.query.support.QueryFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

class ProgressTest {

    private final QueryFixture read = new QueryFixture();

    @AfterEach
    void close() {
        read.close();
    }

    private Projection<?> ledger() {
        return read.projections().stream()
                .filter(projection -> projection.name().equals("ledger"))
                .findFirst()
                .orElseThrow();
    }

    private long count(String table) {
        return read.get(JdbcClient.class)
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    @Test
    void an_event_that_was_applied_before_is_left_out() {
        Object event = act("jyj", "z", "1", "decision-made", "2021-05-01", "kind", "penalty");
        read.apply(ledger(), List.of(followed(1, event, null)));
        read.apply(ledger(), List.of(followed(1, event, null), followed(2, "anything else", null)));

        assertThat(count("posting")).isEqualTo(2);
        assertThat(count("event_time")).isEqualTo(2);
        assertThat(read.get(Progress.class).reached(Set.of("ledger"))).isEqualTo(2);
        assertThat(read.get(Progress.class).reached(Set.of("ledger", "cases"))).isZero();
    }

    @Test
    void projections_that_stand_at_different_places_come_to_one_and_none_takes_an_event_twice() {
        List<Followed> events = List.of(
                followed(1, act("jyj", "z", "1", "decision-made", "2021-05-01", "kind", "penalty"), null),
                followed(2, act("jyj", "y", "1", "decision-made", "2021-05-01", "kind", "penalty"), null),
                followed(3, act("jyj", "x", "1", "decision-made", "2021-05-01", "kind", "penalty"), null));
        read.apply(ledger(), events.subList(0, 2));

        read.apply(read.projections(), events);

        assertThat(count("posting")).isEqualTo(6);
        assertThat(count("recorded_act")).isEqualTo(3);
        assertThat(read.get(Progress.class).reached(Set.of("ledger", "cases", "reporting")))
                .isEqualTo(3);
        assertThatThrownBy(() -> read.apply(read.projections(), List.of(followed(5, "too far", null))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reached position 3");
    }

    @Test
    void what_comes_later_is_never_recorded_earlier_whatever_the_clocks_of_the_writers_say() {
        Instant noon = Instant.parse("2024-01-01T12:00:00Z");
        read.apply(
                ledger(),
                List.of(
                        new Followed(1, noon, null, "of a writer whose clock is right"),
                        new Followed(2, noon.minusSeconds(30), null, "of one that is slow")));
        read.apply(
                ledger(), List.of(new Followed(3, noon.minusSeconds(20), null, "of the slow one, in the next batch")));
        read.apply(ledger(), List.of(new Followed(4, noon.plusSeconds(1), null, "of the first one")));

        assertThat(read.get(JdbcClient.class)
                        .sql("SELECT position, last, recorded_at FROM event_time ORDER BY position")
                        .query((row, number) -> row.getLong("position") + " to " + row.getLong("last") + " at "
                                + row.getTimestamp("recorded_at").toInstant())
                        .list())
                .containsExactly("1 to 2 at " + noon, "3 to 3 at " + noon, "4 to 4 at " + noon.plusSeconds(1));
    }

    @Test
    void a_missing_event_stops_the_projection() {
        assertThatThrownBy(() -> read.apply(ledger(), List.of(followed(2, "anything", null))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("position 0")
                .hasMessageContaining("at 2");
        assertThat(count("event_time")).isZero();
    }

    @Test
    void a_batch_that_the_database_refuses_keeps_nothing_not_even_what_it_parked() {
        Projection<?> cases = read.projections().stream()
                .filter(projection -> projection.name().equals("cases"))
                .findFirst()
                .orElseThrow();
        Object once = act("jyj", "z", "1", "decision-made", "2021-05-01", "kind", "penalty");
        Object tooLong = act("jyj", "z".repeat(65), "1", "decision-made", "2021-05-01", "kind", "penalty");

        assertThatThrownBy(() -> read.apply(
                        cases, List.of(followed(1, tooLong, null), followed(2, once, null), followed(3, once, null))))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(count("recorded_act")).isZero();
        assertThat(count("parked_event")).isZero();
        assertThat(read.get(Progress.class).reached(Set.of("cases"))).isZero();

        read.apply(cases, List.of(followed(1, tooLong, null), followed(2, once, null)));
        assertThat(count("recorded_act")).isEqualTo(1);
        assertThat(count("parked_event")).isEqualTo(1);
    }

    @Test
    void waiting_ends_when_the_position_is_reached() {
        Progress progress = read.get(Progress.class);
        CompletableFuture<Long> waiting = CompletableFuture.supplyAsync(() -> progress.await(Set.of("ledger"), 1));
        read.record("an event");

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1L);
    }

    @Test
    void waiting_in_vain_is_refused() {
        read.record("an event");
        Progress impatient = new Progress(
                read.get(JdbcClient.class),
                read.get(ParkedEvents.class),
                read.get(WriteTurns.class),
                read.get(Generations.class),
                read.get(FeedPace.class),
                Duration.ofMillis(50));

        assertThatThrownBy(() -> impatient.await(Set.of("ledger"), 2))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo(ProblemCode.NOT_CAUGHT_UP);
                    assertThat(refused.refusal().detail())
                            .contains("position 2")
                            .contains("1 is reached");
                });
    }

    @Test
    void the_application_may_neither_change_nor_delete_postings() {
        read.record(act("jyj", "z", "1", "decision-made", "2021-05-01", "kind", "penalty"));
        JdbcClient jdbc = read.get(JdbcClient.class);

        for (String sql : List.of(
                "UPDATE posting_row SET amount = 2",
                "DELETE FROM posting_row",
                "TRUNCATE posting_row",
                "UPDATE posting_g1 SET amount = 2",
                "DELETE FROM posting_g1",
                "DROP TABLE posting_g1",
                "DELETE FROM recorded_act_row",
                "DELETE FROM recorded_act_g1",
                "UPDATE event_time_row SET recorded_at = now()",
                "UPDATE event_time_g1 SET recorded_at = now()",
                "UPDATE account_set SET accounts = '{}'",
                "SELECT make_generation(7, '')",
                "SELECT attach_tables(7)")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update())
                    .hasStackTraceContaining(sql.startsWith("DROP") ? "must be owner" : "permission denied");
        }
    }
}
