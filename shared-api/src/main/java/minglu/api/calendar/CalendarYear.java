package minglu.api.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import minglu.api.problem.Violation;
import minglu.api.text.Characters;

/**
 * How one year differs from the week; every day that is not named follows it.
 *
 * @param year the year
 * @param makeupWorkdays Saturdays and Sundays that are worked (调休上班)
 * @param weekdaysOff Mondays to Fridays that are free
 */
public record CalendarYear(int year, List<LocalDate> makeupWorkdays, List<WeekdayOff> weekdaysOff) {

    /** Longest name of a holiday in characters. */
    public static final int LONGEST_HOLIDAY = 100;

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /** The same year with its days sorted, so that equal years are equal records. */
    public CalendarYear sorted() {
        return new CalendarYear(
                year,
                makeupWorkdays.stream().sorted().toList(),
                weekdaysOff.stream()
                        .sorted(Comparator.comparing(WeekdayOff::date).thenComparing(WeekdayOff::holiday))
                        .toList());
    }

    /** Whether a day is a Saturday or Sunday. */
    static boolean isWeekend(LocalDate date) {
        return WEEKEND.contains(date.getDayOfWeek());
    }

    /** What is wrong with the year, with pointers into it; empty where it is a calendar. */
    public List<Violation> violations() {
        List<Violation> found = new ArrayList<>();
        Set<LocalDate> met = new HashSet<>();
        for (int i = 0; i < makeupWorkdays.size(); i++) {
            LocalDate date = makeupWorkdays.get(i);
            String at = "/makeupWorkdays/" + i;
            checkDay(date, at, met, found);
            if (!isWeekend(date)) {
                found.add(new Violation(at, date + " is no Saturday or Sunday; only those are made up for"));
            }
        }
        for (int i = 0; i < weekdaysOff.size(); i++) {
            LocalDate date = weekdaysOff.get(i).date();
            String holiday = weekdaysOff.get(i).holiday();
            String at = "/weekdaysOff/" + i;
            checkDay(date, at + "/date", met, found);
            if (isWeekend(date)) {
                found.add(new Violation(at + "/date", date + " is a Saturday or Sunday and free anyway"));
            }
            if (holiday.isBlank() || holiday.length() > LONGEST_HOLIDAY) {
                found.add(new Violation(
                        at + "/holiday", "the name of a holiday has 1 to " + LONGEST_HOLIDAY + " characters"));
            } else if (!Characters.arePrintable(holiday)) {
                found.add(
                        new Violation(at + "/holiday", "control characters are not allowed in the name of a holiday"));
            }
        }
        if (weekdaysOff.isEmpty()) {
            // 国庆节 alone takes weekdays in every year; with an empty list each period would silently come out too short.
            found.add(new Violation("/weekdaysOff", "no year is without holidays on weekdays (放假办法 2)"));
        }
        return found;
    }

    private void checkDay(LocalDate date, String at, Set<LocalDate> met, List<Violation> found) {
        if (date.getYear() != year) {
            found.add(new Violation(at, date + " is not a day of " + year));
        }
        if (!met.add(date)) {
            found.add(new Violation(at, date + " is named twice"));
        }
    }
}
