package minglu.api.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.stream.IntStream;
import minglu.api.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Working days: the data the product brings with it, counting, and years nobody knows. */
class WorkdayCalendarTest {

    private static final WorkdayCalendar CALENDAR = WorkdayCalendar.builtIn();

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }

    /** Working days per year as the notices of the State Council give them. */
    @ParameterizedTest
    @CsvSource({
        "2011,250", "2012,249", "2013,250", "2014,250", "2015,249", "2016,250", "2017,249", "2018,250",
        "2019,250", "2020,249", "2021,250", "2022,249", "2023,249", "2024,251", "2025,248", "2026,248"
    })
    void eachYearHasTheWorkingDaysOfItsNotice(int year, long workdays) {
        assertThat(IntStream.rangeClosed(1, Year.of(year).length())
                        .filter(number -> CALENDAR.isWorkday(LocalDate.ofYearDay(year, number)))
                        .count())
                .isEqualTo(workdays);
        assertThat(CALENDAR.workdaysBetween(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)))
                .as("1 January is always free")
                .isEqualTo((int) workdays);
    }

    /** The notice for 2026 of 2025-11-04. */
    @Test
    void theYear2026IsThatOfItsNotice() {
        CalendarYear year = CALENDAR.year(2026).orElseThrow();

        assertThat(year.makeupWorkdays())
                .containsExactly(
                        day("2026-01-04"),
                        day("2026-02-14"),
                        day("2026-02-28"),
                        day("2026-05-09"),
                        day("2026-09-20"),
                        day("2026-10-10"));
        assertThat(year.weekdaysOff())
                .containsExactly(
                        new WeekdayOff(day("2026-01-01"), "元旦"),
                        new WeekdayOff(day("2026-01-02"), "元旦"),
                        new WeekdayOff(day("2026-02-16"), "春节"),
                        new WeekdayOff(day("2026-02-17"), "春节"),
                        new WeekdayOff(day("2026-02-18"), "春节"),
                        new WeekdayOff(day("2026-02-19"), "春节"),
                        new WeekdayOff(day("2026-02-20"), "春节"),
                        new WeekdayOff(day("2026-02-23"), "春节"),
                        new WeekdayOff(day("2026-04-06"), "清明"),
                        new WeekdayOff(day("2026-05-01"), "劳动节"),
                        new WeekdayOff(day("2026-05-04"), "劳动节"),
                        new WeekdayOff(day("2026-05-05"), "劳动节"),
                        new WeekdayOff(day("2026-06-19"), "端午"),
                        new WeekdayOff(day("2026-09-25"), "中秋"),
                        new WeekdayOff(day("2026-10-01"), "国庆节"),
                        new WeekdayOff(day("2026-10-02"), "国庆节"),
                        new WeekdayOff(day("2026-10-05"), "国庆节"),
                        new WeekdayOff(day("2026-10-06"), "国庆节"),
                        new WeekdayOff(day("2026-10-07"), "国庆节"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-08,WORKDAY,",
        "2026-10-10,MAKEUP_WORKDAY,",
        "2026-10-11,WEEKEND,",
        "2026-10-03,WEEKEND,",
        "2026-10-07,WEEKDAY_OFF,国庆节",
        "2015-09-03,WEEKDAY_OFF,中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"
    })
    void aDayKnowsWhyItIsWorkedOrFree(LocalDate date, CalendarDay.Kind kind, String holiday) {
        CalendarDay found = CALENDAR.day(date);

        assertThat(found).isEqualTo(new CalendarDay(date, kind, holiday));
        assertThat(found.isWorkday())
                .isEqualTo(kind == CalendarDay.Kind.WORKDAY || kind == CalendarDay.Kind.MAKEUP_WORKDAY);
    }

    /** Table A of the worked examples: the day of receipt is not counted. */
    @ParameterizedTest
    @CsvSource({
        "2025-01-20,2025-02-05,2025-02-14,2025-02-21,2025-03-21",
        "2025-09-15,2025-09-24,2025-10-11,2025-10-17,2025-11-14",
        "2025-09-26,2025-10-13,2025-10-23,2025-10-30,2025-11-27",
        "2026-02-09,2026-02-25,2026-03-06,2026-03-13,2026-04-13",
        "2026-09-14,2026-09-22,2026-10-10,2026-10-16,2026-11-13"
    })
    void periodsEndOnTheirLastWorkingDay(
            LocalDate received, LocalDate seven, LocalDate fifteen, LocalDate twenty, LocalDate forty) {
        assertThat(CALENDAR.plusWorkdays(received, 7)).isEqualTo(seven);
        assertThat(CALENDAR.plusWorkdays(received, 15)).isEqualTo(fifteen);
        assertThat(CALENDAR.plusWorkdays(received, 20)).isEqualTo(twenty);
        assertThat(CALENDAR.plusWorkdays(received, 40)).isEqualTo(forty);
        assertThat(CALENDAR.workdaysBetween(received, forty)).isEqualTo(40);
    }

    @Test
    void noWorkingDayIsTheDayItself() {
        assertThat(CALENDAR.plusWorkdays(day("2026-10-03"), 0)).isEqualTo(day("2026-10-03"));
        assertThat(CALENDAR.workdaysBetween(day("2026-10-09"), day("2026-10-09")))
                .isZero();
        assertThat(CALENDAR.workdaysBetween(day("2026-10-09"), day("2026-10-01")))
                .isZero();
    }

    @Test
    void aYearNobodyKnowsIsNeverGuessed() {
        assertThat(CALENDAR.years()).first().isEqualTo(2011);
        assertThat(CALENDAR.years()).last().isEqualTo(2026);
        assertThatThrownBy(() -> CALENDAR.isWorkday(day("2027-01-04")))
                .isInstanceOfSatisfying(MissingYearException.class, missing -> assertThat(missing.year())
                        .isEqualTo(2027));
        assertThatThrownBy(() -> CALENDAR.isWorkday(day("2010-12-31"))).isInstanceOf(MissingYearException.class);
        assertThatThrownBy(() -> CALENDAR.plusWorkdays(day("2026-12-10"), 20))
                .isInstanceOfSatisfying(MissingYearException.class, missing -> assertThat(missing.year())
                        .isEqualTo(2027));
        assertThat(CALENDAR.plusWorkdays(day("2026-12-10"), 15)).isEqualTo(day("2026-12-31"));
        assertThatThrownBy(() -> WorkdayCalendar.empty().isWorkday(day("2026-01-05")))
                .isInstanceOf(MissingYearException.class);
    }

    @Test
    void aDefinedYearIsAddedOrReplacedAsAWhole() {
        CalendarYear next =
                new CalendarYear(2027, List.of(day("2027-01-09")), List.of(new WeekdayOff(day("2027-01-01"), "元旦")));
        CalendarYear changed = new CalendarYear(2026, List.of(), List.of(new WeekdayOff(day("2026-10-01"), "国庆节")));

        WorkdayCalendar calendar = CALENDAR.with(List.of(next, changed));

        assertThat(calendar.isWorkday(day("2027-01-01"))).isFalse();
        assertThat(calendar.isWorkday(day("2027-01-09"))).isTrue();
        assertThat(calendar.isWorkday(day("2026-10-02"))).isTrue();
        assertThat(calendar.isWorkday(day("2026-10-10"))).isFalse();
        assertThat(calendar.isWorkday(day("2025-10-11"))).isTrue();
        assertThat(CALENDAR.isWorkday(day("2026-10-02")))
                .as("the former calendar")
                .isFalse();
        assertThat(CALENDAR.with(List.of())).isSameAs(CALENDAR);
        assertThat(calendar.with(List.of(CALENDAR.year(2026).orElseThrow())).isWorkday(day("2026-10-02")))
                .as("of two of a year the later one holds")
                .isFalse();
    }

    @Test
    void theOrderInWhichDaysAreNamedDoesNotMatter() {
        WeekdayOff first = new WeekdayOff(day("2027-01-01"), "元旦");
        WeekdayOff second = new WeekdayOff(day("2027-10-01"), "国庆节");

        assertThat(new CalendarYear(2027, List.of(day("2027-10-09"), day("2027-01-09")), List.of(second, first))
                        .sorted())
                .isEqualTo(
                        new CalendarYear(2027, List.of(day("2027-01-09"), day("2027-10-09")), List.of(first, second)));
    }

    @ParameterizedTest(name = "{0}, {2}: {3}")
    @CsvSource({
        "2027-01-09,2027-01-01,元旦,",
        "2027-01-08,2027-01-01,元旦,/makeupWorkdays/0",
        "2026-01-10,2027-01-01,元旦,/makeupWorkdays/0",
        "2027-01-09,2027-01-02,元旦,/weekdaysOff/0/date",
        "2027-01-09,2028-01-03,元旦,/weekdaysOff/0/date",
        "2027-01-09,2027-01-01,'  ',/weekdaysOff/0/holiday",
    })
    void whatIsNoCalendarIsNamedWithItsPlace(LocalDate makeup, LocalDate off, String holiday, String pointer) {
        assertThat(violations(2027, List.of(makeup), List.of(new WeekdayOff(off, holiday))))
                .extracting("pointer")
                .isEqualTo(pointer == null ? List.of() : List.of(pointer));
    }

    @Test
    void aDayIsNamedOnceAndNoYearIsWithoutHolidays() {
        LocalDate saturday = day("2027-01-09");
        WeekdayOff off = new WeekdayOff(day("2027-01-01"), "元旦");
        assertThat(violations(2027, List.of(saturday, saturday), List.of(off, off)))
                .extracting("pointer")
                .containsExactly("/makeupWorkdays/1", "/weekdaysOff/1/date");
        assertThat(violations(2027, List.of(saturday), List.of()))
                .extracting("pointer")
                .containsExactly("/weekdaysOff");
        assertThat(violations(2027, List.of(), List.of(new WeekdayOff(off.date(), "节".repeat(101)))))
                .extracting("pointer")
                .containsExactly("/weekdaysOff/0/holiday");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date,kind\n2026-01-01,weekday_off,元旦",
                "date,kind,holiday\n2026-01-01,holiday,元旦",
                "date,kind,holiday\n2026-01-03,weekday_off,元旦",
                "date,kind,holiday\n2026-01-04,makeup_workday,元旦"
            })
    void dataThatContradictsItselfIsNotLoaded(String lines) {
        assertThatThrownBy(() -> read(lines)).isInstanceOf(IllegalStateException.class);
    }

    private static WorkdayCalendar read(String lines) throws IOException {
        return WorkdayCalendar.read(new BufferedReader(new StringReader(lines)));
    }

    private static List<Violation> violations(int year, List<LocalDate> makeup, List<WeekdayOff> off) {
        return new CalendarYear(year, makeup, off).violations();
    }
}
