package minglu.query.follow;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.counted;
import static minglu.query.support.Acts.retracted;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import minglu.api.ledger.Poster;
import minglu.api.tables.FindMoves;
import minglu.api.tables.FindTables;
import minglu.api.tables.FoundMoves;
import minglu.api.tables.Moment;
import minglu.api.tables.TablesView;
import minglu.api.unit.UnitKind;
import minglu.query.follow.ParkedEvents.Letter;
import minglu.query.support.QueryFixture;
import minglu.query.tables.MovesService;
import minglu.query.tables.TablesService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParkedEventsTest {

    private final QueryFixture read = new QueryFixture();

    @BeforeEach
    void units() {
        read.clear();
        read.post(Poster::post);
        read.record(
                unit("jyj", UnitKind.DEPARTMENT, "district", 2020),
                unit("mzj", UnitKind.DEPARTMENT, "district", 2020),
                unit("xiang", UnitKind.GOVERNMENT, "district", null));
    }

    @AfterAll
    void close() {
        read.close();
    }

    private TablesView tables(String unit, int year, Moment moment) {
        return read.get(TablesService.class).find(new FindTables(unit, year, null, moment, null));
    }

    private Object licences(String unit, long position) {
        return tables(unit, 2021, Moment.knownAt(position)).cells().get("2.licence");
    }

    private List<Letter> parked() {
        return read.get(ParkedEvents.class).list(0, "", 100);
    }

    private DeadLetters.Outcome retry() {
        return read.get(DeadLetters.class).retry();
    }

    private long count(String table) {
        return read.get(JdbcClient.class)
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    private long timed() {
        return read.get(JdbcClient.class)
                .sql("SELECT sum(last - position + 1) FROM event_time")
                .query(Long.class)
                .single();
    }

    private static Object tally(String unit, String subject, String kind, String count) {
        return act(unit, subject, "1", "decisions-tallied", "2021-05-01", "kind", kind, "count", count);
    }

    /** An act that cannot be posted, between two that can; positions 4 to 6. */
    private void poison() {
        read.record(
                tally("jyj", "a", "licence", "1"),
                tally("jyj", "b", "parking-permit", "10"),
                tally("jyj", "c", "licence", "100"));
    }

    /** As if a later version knew what a parking permit is. */
    private void mend() {
        read.post(event -> Poster.post(
                event.act().subject().equals("b")
                        ? act("jyj", "b", "1", "decisions-tallied", "2021-05-01", "kind", "licence", "count", "10")
                        : event));
    }

    @Test
    void an_event_that_cannot_be_posted_is_parked_and_the_others_flow() {
        poison();

        assertThat(parked()).singleElement().satisfies(letter -> {
            assertThat(letter.projection()).isEqualTo("ledger");
            assertThat(letter.position()).isEqualTo(5);
            assertThat(letter.event()).isEqualTo("minglu.api.series.DecisionsTallied");
            assertThat(letter.unit()).isEqualTo("jyj");
            assertThat(letter.subject()).isEqualTo("b");
            assertThat(letter.id()).isEqualTo("1");
            assertThat(letter.fromYear()).isEqualTo(2021);
            assertThat(letter.cause()).contains("kind").contains("parking-permit");
            assertThat(letter.attempts()).isZero();
        });
        assertThat(licences("jyj", 6)).isEqualTo(101L);
        assertThat(read.get(Progress.class).await(Set.of("ledger", "cases"), 6)).isEqualTo(6);
        assertThat(timed()).isEqualTo(6);
        assertThat(count("recorded_act")).isEqualTo(3);
    }

    @Test
    void the_tables_that_may_lack_it_say_so_and_the_others_do_not() {
        poison();

        for (String unit : List.of("jyj", "district")) {
            for (int year : List.of(2021, 2022)) {
                TablesView view = tables(unit, year, Moment.NOW);
                assertThat(view.complete()).as("%s %s", unit, year).isFalse();
                assertThat(view.incompleteBecause())
                        .singleElement()
                        .asString()
                        .contains("position 5", "jyj", "parking");
            }
        }
        assertThat(tables("jyj", 2020, Moment.NOW).complete()).isTrue();
        assertThat(tables("mzj", 2021, Moment.NOW).complete()).isTrue();
        assertThat(tables("xiang", 2021, Moment.NOW).complete()).isTrue();
        assertThat(tables("jyj", 2021, Moment.knownAt(4)).complete()).isTrue();
        assertThat(tables("jyj", 2021, Moment.knownAt(4)).incompleteBecause()).isEmpty();
    }

    @Test
    void a_correction_of_an_earlier_year_reaches_as_far_back() {
        read.record(retracted(
                "jyj",
                "a",
                "2",
                "1",
                List.of(counted("1", "decisions-tallied", "2020-05-01", "kind", "?")),
                List.of()));

        assertThat(parked()).singleElement().extracting(Letter::fromYear).isEqualTo(2020);
        assertThat(tables("jyj", 2020, Moment.NOW).complete()).isFalse();
    }

    @Test
    void a_retry_that_fails_again_leaves_it_parked_with_the_cause_of_this_time() {
        poison();
        read.post(event -> {
            throw new IllegalArgumentException("a text that may quote the event");
        });

        assertThat(retry()).isEqualTo(new DeadLetters.Outcome(1, 0));

        assertThat(parked()).singleElement().satisfies(letter -> {
            assertThat(letter.attempts()).isEqualTo(1);
            assertThat(letter.triedAt()).isNotNull();
            assertThat(letter.cause()).contains("IllegalArgumentException").doesNotContain("quote");
        });
        assertThat(licences("jyj", 6)).isEqualTo(101L);
    }

    @Test
    void a_retried_event_counts_from_its_own_position_on() {
        poison();
        mend();

        assertThat(retry()).isEqualTo(new DeadLetters.Outcome(1, 1));

        assertThat(parked()).isEmpty();
        assertThat(licences("jyj", 4)).isEqualTo(1L);
        assertThat(licences("jyj", 5)).isEqualTo(11L);
        assertThat(licences("jyj", 6)).isEqualTo(111L);
        assertThat(tables("jyj", 2021, Moment.NOW).complete()).isTrue();
        assertThat(timed()).isEqualTo(6);
        assertThat(read.get(MovesService.class)
                        .find(new FindMoves("jyj", 2021, null, 3, Moment.NOW))
                        .events())
                .extracting(FoundMoves.Event::position)
                .containsExactly(4L, 5L, 6L);
        assertThat(retry()).isEqualTo(new DeadLetters.Outcome(0, 0));
    }

    @Test
    void retried_events_are_taken_in_in_the_order_of_their_positions() {
        List<String> order = new ArrayList<>();
        read.post(event -> {
            throw new IllegalStateException("not yet");
        });
        poison();
        read.post(event -> {
            order.add(event.act().subject());
            return event.act().subject().equals("b") ? List.of() : Poster.post(event);
        });

        assertThat(retry()).isEqualTo(new DeadLetters.Outcome(3, 3));

        assertThat(order).containsExactly("a", "b", "c");
        assertThat(licences("jyj", 6)).isEqualTo(101L);
    }

    @Test
    void what_does_not_fit_its_column_is_parked_before_the_database_refuses_the_batch() {
        read.record(
                tally("jyj", "s".repeat(65), "licence", "1"),
                tally("jyj", "c", "licence", "100"),
                unit("x".repeat(33), UnitKind.DEPARTMENT, "district", 2021));

        assertThat(parked())
                .extracting(letter -> letter.position() + " " + letter.projection() + " " + letter.cause())
                .containsExactly(
                        "4 cases the subject has 65 characters, and there is room for 64",
                        "4 ledger the subject has 65 characters, and there is room for 64",
                        "6 ledger the unit has 33 characters, and there is room for 32");
        assertThat(licences("jyj", 6)).isEqualTo(100L);
    }

    @Test
    void an_event_that_nobody_can_read_may_be_missing_anywhere() {
        read.record(new Parked(null, "minglu.api.Unheard", "this version knows no event of type minglu.api.Unheard"));

        assertThat(parked()).extracting(Letter::projection).containsExactly("cases", "ledger", "reporting");
        assertThat(parked()).allSatisfy(letter -> {
            assertThat(letter.unit()).isNull();
            assertThat(letter.fromYear()).isNull();
        });
        for (String unit : List.of("jyj", "district", "xiang")) {
            assertThat(tables(unit, 2020, Moment.NOW).complete()).isFalse();
        }
        assertThat(retry()).isEqualTo(new DeadLetters.Outcome(3, 0));
        assertThat(parked()).hasSize(3);
    }

    @Test
    void a_retried_event_keeps_the_time_it_was_given_in_its_turn() {
        EventTimes times = read.get(EventTimes.class);
        read.recordAt(Instant.EPOCH, tally("jyj", "b", "?", "1"));
        read.post(event -> List.of());

        assertThat(retry()).isEqualTo(new DeadLetters.Outcome(1, 1));

        assertThat(times.recordedAt(4)).contains(QueryFixture.FIRST.plusSeconds(2));
        assertThat(times.recordedAt(5)).isEmpty();
    }

    @Test
    void many_parked_events_are_not_all_named() {
        for (int i = 0; i < 25; i++) {
            read.record(tally("jyj", "b" + i, "?", "1"));
        }

        assertThat(tables("jyj", 2021, Moment.NOW).incompleteBecause())
                .hasSize(21)
                .endsWith("Further events are parked.");
    }
}
