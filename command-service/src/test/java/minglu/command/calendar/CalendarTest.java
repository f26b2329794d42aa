package minglu.command.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import minglu.api.calendar.CalendarYear;
import minglu.api.calendar.CalendarYearDefined;
import minglu.api.calendar.CalendarYearRecorded;
import minglu.api.calendar.DefineCalendarYear;
import minglu.api.calendar.WeekdayOff;
import minglu.api.calendar.WorkdayCalendar;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.BaseMatcher;
import org.hamcrest.Description;
import org.junit.jupiter.api.Test;

/** Years of the calendar are added, changed, repeated and refused. */
class CalendarTest {

    private static final WeekdayOff NEW_YEAR = new WeekdayOff(LocalDate.of(2027, 1, 1), "元旦");
    private static final WeekdayOff NATIONAL_DAY = new WeekdayOff(LocalDate.of(2027, 10, 1), "国庆节");
    private static final LocalDate SATURDAY = LocalDate.of(2027, 10, 9);
    private static final CalendarYear YEAR = new CalendarYear(2027, List.of(SATURDAY), List.of(NEW_YEAR, NATIONAL_DAY));

    private static ResultValidator<Calendar> when(CalendarYear wanted, CalendarYear... known) {
        Object[] events = Arrays.stream(known).map(CalendarYearDefined::new).toArray();
        AggregateTestFixture<Calendar> fixture = new AggregateTestFixture<>(Calendar.class);
        return (events.length == 0 ? fixture.givenNoPriorActivity() : fixture.given(events))
                .when(DefineCalendarYear.of(wanted));
    }

    @Test
    void aYearIsAddedWithItsDaysSorted() {
        when(new CalendarYear(2027, List.of(SATURDAY), List.of(NATIONAL_DAY, NEW_YEAR)))
                .expectEvents(new CalendarYearDefined(YEAR))
                .expectResultMessagePayload(new CalendarYearRecorded(0, false, true));
    }

    @Test
    void aYearIsChangedByAFurtherEvent() {
        CalendarYear changed = new CalendarYear(2027, List.of(), List.of(NEW_YEAR));

        when(changed, YEAR)
                .expectEvents(new CalendarYearDefined(changed))
                .expectResultMessagePayload(new CalendarYearRecorded(1, false, false));
    }

    @Test
    void aYearTheProductBroughtIsChangedAndNotAdded() {
        CalendarYear of2026 = WorkdayCalendar.builtIn().year(2026).orElseThrow();

        when(of2026)
                .expectEvents(new CalendarYearDefined(of2026))
                .expectResultMessagePayload(new CalendarYearRecorded(0, false, false));
    }

    @Test
    void whatHoldsAlreadyAnswersTheFirstReceiptInAnyOrder() {
        when(new CalendarYear(2027, List.of(SATURDAY), List.of(NATIONAL_DAY, NEW_YEAR)), YEAR)
                .expectNoEvents()
                .expectResultMessagePayload(new CalendarYearRecorded(0, true, false));
    }

    @Test
    void whatOnceHeldIsRecordedAgain() {
        CalendarYear changed = new CalendarYear(2027, List.of(), List.of(NEW_YEAR));

        when(YEAR, YEAR, changed)
                .expectEvents(new CalendarYearDefined(YEAR))
                .expectResultMessagePayload(new CalendarYearRecorded(2, false, false));
    }

    @Test
    void whatIsNoCalendarIsRefusedWithItsPlaceAsGiven() {
        LocalDate friday = LocalDate.of(2027, 10, 8);
        AtomicReference<RefusedException> refused = new AtomicReference<>();
        when(new CalendarYear(2027, List.of(SATURDAY, friday), List.of(NEW_YEAR)))
                .expectNoEvents()
                .expectException(new BaseMatcher<Throwable>() {
                    @Override
                    public boolean matches(Object thrown) {
                        refused.set(thrown instanceof RefusedException refusal ? refusal : null);
                        return refused.get() != null;
                    }

                    @Override
                    public void describeTo(Description description) {
                        description.appendText("a refusal");
                    }
                });

        assertThat(refused.get().refusal().code()).isEqualTo(ProblemCode.INVALID_REQUEST);
        assertThat(refused.get().refusal().violations())
                .extracting(Violation::pointer)
                .containsExactly("/makeupWorkdays/1");
        assertThat(refused.get().refusal().detail()).contains("2027-10-08");
    }
}
