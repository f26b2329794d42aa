package minglu.query.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minglu.api.calendar.CalendarYear;
import minglu.api.calendar.WeekdayOff;
import minglu.api.calendar.WorkdayCalendar;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.tables.KnownAt;
import minglu.query.follow.Moments;
import minglu.query.web.Parameters;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/calendar/{year}}: a year of the calendar; every user may read it. */
@RestController
class CalendarController {

    /** Where the definitions of years are kept. */
    private static final Set<String> BEHIND = Set.of("cases");

    private final CalendarStore calendars;
    private final Moments moments;

    CalendarController(CalendarStore calendars, Moments moments) {
        this.calendars = calendars;
        this.moments = moments;
    }

    /**
     * A year.
     *
     * @param workdays how many working days it has
     * @param position where it was recorded; null for a year the product brought with it
     * @param recordedAt when; likewise
     */
    record YearView(
            int year,
            List<LocalDate> makeupWorkdays,
            List<WeekdayOff> weekdaysOff,
            int workdays,
            Long position,
            Instant recordedAt,
            KnownAt knownAt) {}

    @GetMapping("/api/v1/calendar/{year}")
    YearView year(@PathVariable String year, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, "knownAt", "atLeast");
        KnownAt known = moments.resolve(parameters.moment(), BEHIND);
        CalendarStore.Defined found = Optional.of(year)
                .filter(text -> text.matches("[0-9]{4}"))
                .flatMap(text -> calendars.year(Integer.parseInt(text), known.position()))
                .orElseThrow(
                        () -> new RefusedException(ProblemCode.NOT_FOUND, "there is no calendar of the year " + year));
        CalendarYear definition = found.definition();
        LocalDate last = LocalDate.of(definition.year(), 12, 31);
        WorkdayCalendar calendar = WorkdayCalendar.empty().with(List.of(definition));
        int workdays = calendar.workdaysBetween(last.withDayOfYear(1), last)
                + (calendar.isWorkday(last.withDayOfYear(1)) ? 1 : 0);
        return new YearView(
                definition.year(),
                definition.makeupWorkdays(),
                definition.weekdaysOff(),
                workdays,
                found.position(),
                found.recordedAt(),
                known);
    }
}
