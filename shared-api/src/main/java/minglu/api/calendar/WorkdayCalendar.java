package minglu.api.calendar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which days are working days, year by year; immutable. A year without data has no days: whoever counts into it is told so with a
 * {@link MissingYearException}.
 */
public final class WorkdayCalendar {

    /** The data that the product brings with it; a further file is a further version. */
    static final String RESOURCE = "/minglu/calendar/workdays-2011-2026.csv";

    private static final String HEADING = "date,kind,holiday";
    private static final WorkdayCalendar EMPTY = new WorkdayCalendar(Map.of());

    private final Map<Integer, CalendarYear> years;
    private final Map<LocalDate, CalendarDay> exceptions;

    private WorkdayCalendar(Map<Integer, CalendarYear> years) {
        this.years = Map.copyOf(years);
        Map<LocalDate, CalendarDay> days = new HashMap<>();
        for (CalendarYear year : years.values()) {
            year.makeupWorkdays()
                    .forEach(date -> days.put(date, new CalendarDay(date, CalendarDay.Kind.MAKEUP_WORKDAY, null)));
            year.weekdaysOff()
                    .forEach(off -> days.put(
                            off.date(), new CalendarDay(off.date(), CalendarDay.Kind.WEEKDAY_OFF, off.holiday())));
        }
        this.exceptions = Map.copyOf(days);
    }

    /** The years 2011 to 2026 as the product brings them with it. */
    public static WorkdayCalendar builtIn() {
        return BuiltIn.CALENDAR;
    }

    /** A calendar that knows no year. */
    public static WorkdayCalendar empty() {
        return EMPTY;
    }

    /** This calendar with some years added or, where it knew them, replaced; of two of the same year the later one holds. */
    public WorkdayCalendar with(Collection<CalendarYear> definitions) {
        if (definitions.isEmpty()) {
            return this;
        }
        Map<Integer, CalendarYear> more = new HashMap<>(years);
        definitions.forEach(definition -> more.put(definition.year(), definition));
        return new WorkdayCalendar(more);
    }

    /** What is known of a year. */
    public Optional<CalendarYear> year(int year) {
        return Optional.ofNullable(years.get(year));
    }

    /** The years that are known. */
    public SortedSet<Integer> years() {
        return new TreeSet<>(years.keySet());
    }

    /**
     * A day.
     *
     * @throws MissingYearException if nothing is known of its year
     */
    public CalendarDay day(LocalDate date) {
        if (!years.containsKey(date.getYear())) {
            throw new MissingYearException(date.getYear());
        }
        CalendarDay exception = exceptions.get(date);
        if (exception != null) {
            return exception;
        }
        return new CalendarDay(
                date, CalendarYear.isWeekend(date) ? CalendarDay.Kind.WEEKEND : CalendarDay.Kind.WORKDAY, null);
    }

    /**
     * Whether a day is a working day.
     *
     * @throws MissingYearException if nothing is known of its year
     */
    public boolean isWorkday(LocalDate date) {
        return day(date).isWorkday();
    }

    /**
     * The last day of a period of working days that begins on the day after an event.
     *
     * @param event the day of the event, which is not counted
     * @param workdays length of the period, 0 or more; 0 gives the day of the event
     * @throws MissingYearException if the period reaches a year of which nothing is known
     */
    public LocalDate plusWorkdays(LocalDate event, int workdays) {
        LocalDate date = event;
        int left = workdays;
        while (left > 0) {
            date = date.plusDays(1);
            left -= isWorkday(date) ? 1 : 0;
        }
        return date;
    }

    /**
     * How many working days lie after one day, up to and with another.
     *
     * @param after the day after which is counted
     * @param until the last day; before {@code after}: 0
     * @throws MissingYearException if one of the days lies in a year of which nothing is known
     */
    public int workdaysBetween(LocalDate after, LocalDate until) {
        int found = 0;
        for (LocalDate date = after.plusDays(1); !date.isAfter(until); date = date.plusDays(1)) {
            found += isWorkday(date) ? 1 : 0;
        }
        return found;
    }

    private static WorkdayCalendar load() {
        try (InputStream in = WorkdayCalendar.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + RESOURCE);
            }
            return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + RESOURCE + " cannot be read", e);
        }
    }

    /** Reads the lines {@code date,kind,holiday}; a year is known if a line names it. */
    static WorkdayCalendar read(BufferedReader lines) throws IOException {
        String heading = lines.readLine();
        if (!HEADING.equals(heading)) {
            throw new IllegalStateException("the calendar begins with " + heading + ", not with " + HEADING);
        }
        Map<Integer, List<LocalDate>> makeup = new TreeMap<>();
        Map<Integer, List<WeekdayOff>> off = new TreeMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split(",", -1);
            LocalDate date = LocalDate.parse(fields[0]);
            makeup.computeIfAbsent(date.getYear(), year -> new ArrayList<>());
            off.computeIfAbsent(date.getYear(), year -> new ArrayList<>());
            switch (fields[1]) {
                case "makeup_workday" -> makeup.get(date.getYear()).add(date);
                case "weekday_off" -> off.get(date.getYear()).add(new WeekdayOff(date, fields[2]));
                default -> throw new IllegalStateException("unknown kind of day: " + line);
            }
        }
        List<CalendarYear> years = new ArrayList<>();
        for (int year : makeup.keySet()) {
            CalendarYear read = new CalendarYear(year, makeup.get(year), off.get(year));
            if (!read.violations().isEmpty()) {
                throw new IllegalStateException("the calendar contradicts itself: " + read.violations());
            }
            years.add(read.sorted());
        }
        return EMPTY.with(years);
    }

    private static final class BuiltIn {
        private static final WorkdayCalendar CALENDAR = load();
    }
}
