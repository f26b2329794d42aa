package minglu.query.deadlines;

import static minglu.query.support.Acts.act;
import static minglu.query.support.Acts.amended;
import static minglu.query.support.Acts.retracted;
import static minglu.query.support.Acts.unit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import minglu.api.calendar.CalendarYear;
import minglu.api.calendar.CalendarYearDefined;
import minglu.api.calendar.FindMovedDeadlines;
import minglu.api.calendar.MovedDeadlines;
import minglu.api.calendar.MovedDeadlines.Move;
import minglu.api.calendar.MovedDeadlines.Moved;
import minglu.api.calendar.WeekdayOff;
import minglu.api.calendar.WorkdayCalendar;
import minglu.api.request.CorrectionRequested;
import minglu.api.request.Outcome;
import minglu.api.tables.KnownAt;
import minglu.api.unit.UnitKind;
import minglu.platform.web.Page;
import minglu.query.clock.DeadlineState;
import minglu.query.deadlines.DeadlineViews.DeadlineLine;
import minglu.query.deadlines.DeadlineViews.Deadlines;
import minglu.query.deadlines.DeadlineViews.Owed;
import minglu.query.support.QueryFixture;
import minglu.query.support.RequestActs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The open requests by due date, and which of them a change of the calendar moves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadlineServiceTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 7, 1);
    private static final Page ALL = Page.of(null, null);

    private final QueryFixture read = new QueryFixture();

    @BeforeEach
    void units() {
        read.clear();
        read.record(
                unit("jyj", UnitKind.DEPARTMENT, "district", 2021), unit("gaj", UnitKind.DEPARTMENT, "district", 2021));
    }

    @AfterAll
    void close() {
        read.close();
    }

    private Deadlines list(LocalDate dueUntil, Page page, long known) {
        return read.get(DeadlineService.class)
                .list(List.of("jyj", "gaj"), dueUntil, page, new KnownAt(known, null), TODAY);
    }

    private List<String> subjects(LocalDate dueUntil) {
        return list(dueUntil, ALL, read.head()).deadlines().stream()
                .map(DeadlineLine::subject)
                .toList();
    }

    private DeadlineLine only() {
        List<DeadlineLine> lines = list(null, ALL, read.head()).deadlines();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private void received(String unit, String subject, String on) {
        read.record(RequestActs.received(unit, subject, on));
    }

    @Test
    void overdue_requests_come_first_then_those_due_next_and_those_without_a_day_last() {
        received("jyj", "SQ-later", "2026-06-25");
        received("jyj", "SQ-over", "2026-05-20");
        received("gaj", "SQ-soon", "2026-06-03");
        received("jyj", "SQ-long-over", "2026-03-02");
        received("gaj", "SQ-unknown", "2026-12-10");
        read.record(
                RequestActs.received("jyj", "SQ-waits", "2026-06-25"),
                act(
                        "jyj",
                        "SQ-waits",
                        "2",
                        "correction-requested",
                        "2026-06-26",
                        new CorrectionRequested.Data(LocalDate.of(2026, 7, 3))));
        read.record(
                RequestActs.received("jyj", "SQ-done", "2026-03-02"),
                RequestActs.decided("jyj", "SQ-done", "2", "2026-03-03", Outcome.GRANTED),
                act("jyj", "GF-1", "1", "document-issued", "2026-03-02", "kind", "normative"));

        assertThat(subjects(null))
                .containsExactly("SQ-long-over", "SQ-over", "SQ-soon", "SQ-waits", "SQ-later", "SQ-unknown");
        assertThat(subjects(LocalDate.of(2026, 7, 2))).containsExactly("SQ-long-over", "SQ-over", "SQ-soon");
        assertThat(subjects(LocalDate.of(2026, 7, 1))).containsExactly("SQ-long-over", "SQ-over");
        assertThat(subjects(LocalDate.of(2027, 1, 1)))
                .as("a date in a year without calendar may lie before this")
                .contains("SQ-unknown");
        assertThat(subjects(LocalDate.of(2026, 12, 31))).doesNotContain("SQ-unknown");
    }

    @Test
    void the_pages_are_the_list() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            received(i % 2 == 0 ? "jyj" : "gaj", "SQ-" + i, "2026-06-0" + (1 + i % 3));
        }
        list(null, ALL, read.head()).deadlines().forEach(line -> expected.add(line.unit() + line.subject()));

        List<String> paged = new ArrayList<>();
        String after = null;
        int pages = 0;
        do {
            Deadlines page = list(null, Page.of(3, after), read.head());
            page.deadlines().forEach(line -> paged.add(line.unit() + line.subject()));
            after = page.next();
            pages++;
        } while (after != null);

        assertThat(paged).isEqualTo(expected).hasSize(11).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void an_open_request_shows_what_the_organ_owes() {
        received("jyj", "SQ-1", "2026-06-03");

        assertThat(only())
                .isEqualTo(new DeadlineLine(
                        "jyj",
                        "SQ-1",
                        LocalDate.of(2026, 6, 3),
                        LocalDate.of(2026, 7, 2),
                        DeadlineState.RUNNING,
                        null,
                        false,
                        null,
                        new Owed("answer", LocalDate.of(2026, 7, 2)),
                        null));
    }

    @Test
    void a_correction_is_owed_by_the_applicant_and_after_its_time_a_decision_by_the_organ() {
        received("jyj", "SQ-1", "2026-06-20");
        read.record(act(
                "jyj",
                "SQ-1",
                "2",
                "correction-requested",
                "2026-06-24",
                new CorrectionRequested.Data(LocalDate.of(2026, 7, 1))));
        assertThat(only().applicantOwes()).isEqualTo(new Owed("correction", TODAY));
        assertThat(only().organOwes()).isNull();

        read.record(amended("jyj", "SQ-1", "3", "2", null, Map.of("dueOn", "2026-06-30"), List.of(), List.of()));
        assertThat(only().waitingUntil()).isEqualTo("2026-06-30");
        assertThat(only().applicantOwes()).isEqualTo(new Owed("correction", LocalDate.of(2026, 6, 30)));
        assertThat(only().organOwes()).isEqualTo(new Owed("decision", null));
    }

    @Test
    void a_payment_is_owed_by_the_applicant_and_an_opinion_by_nobody_of_the_two() {
        received("jyj", "SQ-1", "2026-06-20");
        read.record(act("jyj", "SQ-1", "2", "fee-charged", "2026-06-24"));
        assertThat(only().applicantOwes().what()).isEqualTo("payment");
        assertThat(only().state()).isEqualTo(DeadlineState.WAITING_PAYMENT);

        read.record(
                act("jyj", "SQ-1", "3", "fee-paid", "2026-06-25", "amountYuan", "10"),
                act("jyj", "SQ-1", "4", "third-party-consulted", "2026-06-26"));
        assertThat(only().state()).isEqualTo(DeadlineState.WAITING_THIRD_PARTY);
        assertThat(only().applicantOwes()).isNull();
        assertThat(only().organOwes()).isNull();
    }

    @Test
    void without_a_calendar_an_answer_is_owed_on_a_day_that_is_not_guessed() {
        received("jyj", "SQ-1", "2026-12-10");

        assertThat(only().state()).isEqualTo(DeadlineState.NO_CALENDAR);
        assertThat(only().missingYear()).isEqualTo(2027);
        assertThat(only().organOwes()).isEqualTo(new Owed("answer", null));

        read.record(act("jyj", "SQ-1", "2", "correction-requested", "2026-12-20", new CorrectionRequested.Data(null)));
        assertThat(only().state()).isEqualTo(DeadlineState.NO_CALENDAR);
        assertThat(only().applicantOwes()).isEqualTo(new Owed("correction", null));
        assertThat(only().organOwes()).isNull();
    }

    @Test
    void a_retracted_decision_opens_the_request_again_and_a_retracted_receipt_takes_it_away() {
        received("jyj", "SQ-1", "2026-06-03");
        read.record(RequestActs.decided("jyj", "SQ-1", "2", "2026-06-04", Outcome.GRANTED));
        assertThat(subjects(null)).isEmpty();

        long decided = read.head();
        read.record(retracted("jyj", "SQ-1", "3", "2", List.of(), List.of()));
        assertThat(subjects(null)).containsExactly("SQ-1");
        assertThat(list(null, ALL, decided).deadlines()).isEmpty();

        read.record(retracted("jyj", "SQ-1", "4", "1", List.of(), List.of()));
        assertThat(subjects(null)).isEmpty();

        read.record(RequestActs.received("jyj", "SQ-1", "5", "2026-06-05", null));
        assertThat(only().receivedOn()).isEqualTo("2026-06-05");
        read.record(RequestActs.transferred("jyj", "SQ-1", "6", "2026-06-05"));
        assertThat(subjects(null)).isEmpty();
    }

    // --- the calendar

    private static CalendarYear next(String... holidays) {
        return new CalendarYear(
                2027,
                List.of(),
                Arrays.stream(holidays)
                        .map(day -> new WeekdayOff(LocalDate.parse(day), "元旦"))
                        .toList());
    }

    private MovedDeadlines moved() {
        return read.get(DeadlineService.class).find(new FindMovedDeadlines(read.head()));
    }

    @Test
    void a_year_that_is_added_gives_dates_and_moves_only_the_cases_that_reach_it() {
        received("jyj", "SQ-2", "2026-12-11");
        received("gaj", "SQ-1", "2026-12-10");
        received("jyj", "SQ-3", "2026-06-03");
        read.record(new CalendarYearDefined(next("2027-01-01")));

        assertThat(moved())
                .isEqualTo(new MovedDeadlines(
                        2,
                        List.of(
                                new Moved(
                                        "gaj", "SQ-1", new Move(null, LocalDate.of(2027, 1, 8)), new Move(null, null)),
                                new Moved(
                                        "jyj",
                                        "SQ-2",
                                        new Move(null, LocalDate.of(2027, 1, 11)),
                                        new Move(null, null)))));
    }

    @Test
    void a_change_in_mid_year_moves_answers_and_waits_that_run_over_it() {
        CalendarYear of2026 = WorkdayCalendar.builtIn().year(2026).orElseThrow();
        received("jyj", "SQ-1", "2026-06-03");
        received("jyj", "SQ-2", "2026-06-03");
        read.record(act("jyj", "SQ-2", "2", "fee-charged", "2026-06-04"));
        List<WeekdayOff> off = new ArrayList<>(of2026.weekdaysOff());
        off.add(new WeekdayOff(LocalDate.of(2026, 6, 30), "临时放假"));
        read.record(new CalendarYearDefined(new CalendarYear(2026, of2026.makeupWorkdays(), off)));

        assertThat(moved())
                .isEqualTo(new MovedDeadlines(
                        2,
                        List.of(
                                new Moved(
                                        "jyj",
                                        "SQ-1",
                                        new Move(LocalDate.of(2026, 7, 2), LocalDate.of(2026, 7, 3)),
                                        new Move(null, null)),
                                new Moved(
                                        "jyj",
                                        "SQ-2",
                                        new Move(null, null),
                                        new Move(LocalDate.of(2026, 7, 3), LocalDate.of(2026, 7, 6))))));

        read.record(new CalendarYearDefined(new CalendarYear(2026, of2026.makeupWorkdays(), off)));
        assertThat(moved()).as("the same again").isEqualTo(new MovedDeadlines(0, List.of()));
    }

    @Test
    void the_calendar_is_read_as_it_was_known() {
        received("jyj", "SQ-1", "2026-12-10");
        long before = read.head();
        read.record(new CalendarYearDefined(next("2027-01-01")));
        long first = read.head();
        read.record(new CalendarYearDefined(next("2027-01-01", "2027-01-04")));

        assertThat(list(null, ALL, before).deadlines().get(0).dueOn()).isNull();
        assertThat(list(null, ALL, first).deadlines().get(0).dueOn()).isEqualTo("2027-01-08");
        assertThat(only().dueOn()).isEqualTo("2027-01-11");
    }

    @Test
    void more_cases_than_are_listed_are_counted() {
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < MovedDeadlines.LISTED + 5; i++) {
            many.add(RequestActs.received("jyj", "SQ-" + i, "2026-12-10"));
        }
        many.add(new CalendarYearDefined(next("2027-01-01")));
        read.record(many, 500);

        assertThat(moved().total()).isEqualTo(MovedDeadlines.LISTED + 5);
        assertThat(moved().moved()).hasSize(MovedDeadlines.LISTED);
    }
}
