package minglu.query.deadlines;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.amended;
import static minglu.query.support.Acts.retracted;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import minglu.api.calendar.CalendarYear;
import minglu.api.calendar.CalendarYearDefined;
import minglu.api.calendar.WeekdayOff;
import minglu.api.request.DeadlineExtended;
import minglu.api.request.Outcome;
import minglu.api.unit.UnitKind;
import minglu.query.support.QueryFixture;
import minglu.query.support.RequestActs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is counted as answered in time; {@code SummaryTest} compares the figure with a plain fold of random histories. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnsweredInTimeTest {

    private final QueryFixture read = new QueryFixture();

    @BeforeEach
    void units() {
        read.clear();
        read.record(unit("jyj", UnitKind.DEPARTMENT, "district", 2021));
    }

    @AfterAll
    void close() {
        read.close();
    }

    private Long inTime(int year) {
        return inTime(year, read.head());
    }

    private Long inTime(int year, long known) {
        return read.get(AnsweredInTime.class)
                .count(List.of("jyj"), LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), known);
    }

    private void received(String subject, String on) {
        read.record(RequestActs.received("jyj", subject, on));
    }

    private void decided(String subject, String on) {
        read.record(RequestActs.decided("jyj", subject, "2", on, Outcome.GRANTED));
    }

    @Test
    void a_result_on_the_last_day_counts_and_one_on_the_day_after_does_not() {
        received("SQ-1", "2026-06-01");
        decided("SQ-1", "2026-06-30");
        received("SQ-2", "2026-06-01");
        decided("SQ-2", "2026-07-01");
        received("SQ-3", "2026-06-01");

        assertThat(inTime(2026)).isEqualTo(1);
        assertThat(inTime(2025)).isZero();
    }

    @Test
    void an_extension_counts_on_the_last_day_and_no_longer_on_the_day_after() {
        received("SQ-1", "2024-05-06");
        read.record(act("jyj", "SQ-1", "3", "deadline-extended", "2024-05-31", new DeadlineExtended.Data(20L, "主任")));
        decided("SQ-1", "2024-06-28");
        assertThat(inTime(2024)).isEqualTo(1);

        received("SQ-2", "2024-05-06");
        read.record(act("jyj", "SQ-2", "3", "deadline-extended", "2024-06-03", new DeadlineExtended.Data(20L, "主任")));
        decided("SQ-2", "2024-06-28");
        assertThat(inTime(2024)).isEqualTo(1);
    }

    @Test
    void a_result_counts_in_the_year_it_was_given() {
        received("SQ-1", "2025-12-20");
        decided("SQ-1", "2026-01-05");

        assertThat(inTime(2025)).isZero();
        assertThat(inTime(2026)).isEqualTo(1);
    }

    @Test
    void a_transfer_is_a_result_and_a_new_decision_is_none() {
        received("SQ-1", "2026-03-02");
        read.record(
                RequestActs.transferred("jyj", "SQ-1", "2", "2026-03-10"),
                act("jyj", "SQ-1", "3", "request-redecided", "2026-10-30"));
        received("SQ-2", "2026-03-02");
        decided("SQ-2", "2026-05-30");
        read.record(act("jyj", "SQ-2", "3", "request-redecided", "2026-06-01"));

        assertThat(inTime(2026)).isEqualTo(1);
    }

    @Test
    void corrections_count_as_the_acts_now_read_and_not_before_they_were_known() {
        received("SQ-1", "2026-06-01");
        decided("SQ-1", "2026-07-01");
        long late = read.head();
        read.record(amended("jyj", "SQ-1", "3", "2", LocalDate.of(2026, 6, 29), null, List.of(), List.of()));
        long mended = read.head();
        read.record(retracted("jyj", "SQ-1", "4", "2", List.of(), List.of()));

        assertThat(inTime(2026, late)).isZero();
        assertThat(inTime(2026, mended)).isEqualTo(1);
        assertThat(inTime(2026)).as("no result is left").isZero();
    }

    @Test
    void a_result_moved_into_the_year_counts_there() {
        received("SQ-1", "2025-12-20");
        decided("SQ-1", "2026-01-05");
        read.record(amended("jyj", "SQ-1", "3", "2", LocalDate.of(2025, 12, 31), null, List.of(), List.of()));

        assertThat(inTime(2025)).isEqualTo(1);
        assertThat(inTime(2026)).isZero();
    }

    @Test
    void the_data_of_an_amended_step_replace_its_own() {
        received("SQ-1", "2026-06-01");
        read.record(
                act("jyj", "SQ-1", "2", "deadline-extended", "2026-06-20", new DeadlineExtended.Data(1L, "主任")),
                RequestActs.decided("jyj", "SQ-1", "3", "2026-07-02", Outcome.GRANTED));
        assertThat(inTime(2026)).isZero();

        read.record(amended(
                "jyj", "SQ-1", "4", "2", null, Map.of("workingDays", 2L, "approvedBy", "主任"), List.of(), List.of()));
        assertThat(inTime(2026)).isEqualTo(1);
    }

    @Test
    void a_year_without_calendar_leaves_the_figure_unknown_until_it_is_added() {
        received("SQ-1", "2026-12-10");
        decided("SQ-1", "2027-01-08");
        received("SQ-2", "2026-12-10");
        decided("SQ-2", "2026-12-31");

        assertThat(inTime(2026)).as("decided before the year that is missing").isEqualTo(1);
        assertThat(inTime(2027)).isNull();

        long unknown = read.head();
        read.record(new CalendarYearDefined(
                new CalendarYear(2027, List.of(), List.of(new WeekdayOff(LocalDate.of(2027, 1, 1), "元旦")))));
        assertThat(inTime(2027)).isEqualTo(1);
        assertThat(inTime(2027, unknown)).isNull();
    }
}
