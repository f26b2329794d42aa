package minglu.command.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import minglu.api.calendar.CalendarYear;
import minglu.api.calendar.CalendarYearRecorded;
import minglu.api.calendar.DefineCalendarYear;
import minglu.api.calendar.FindMovedDeadlines;
import minglu.api.calendar.MovedDeadlines;
import minglu.api.calendar.WeekdayOff;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.command.intake.CommandSender;
import minglu.command.sequencer.Positions;
import minglu.command.sequencer.Receipt;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code PUT /api/v1/calendar/{year}}: adds or changes a year and says which cases it moves (contract section 4). */
@RestController
class CalendarEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(CalendarEndpoint.class);
    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 9999;

    /** The read side itself waits 10 s for the position. */
    private static final long PATIENCE_SECONDS = 15;

    private final CommandSender commands;
    private final Positions positions;
    private final QueryGateway queries;

    CalendarEndpoint(CommandSender commands, Positions positions, QueryGateway queries) {
        this.commands = commands;
        this.positions = positions;
        this.queries = queries;
    }

    /** A year as an administrator sends it. */
    record YearBody(List<LocalDate> makeupWorkdays, List<WeekdayOff> weekdaysOff) {}

    /**
     * The stored year.
     *
     * @param position null while not known yet
     * @param recordedAt null while the position is not known
     * @param duplicate whether just this was already what holds
     * @param movedTotal how many open cases it moves; null if the read side did not answer in time
     * @param moved the first of them, by unit and subject; likewise
     */
    record StoredYear(
            int year,
            List<LocalDate> makeupWorkdays,
            List<WeekdayOff> weekdaysOff,
            Long position,
            Instant recordedAt,
            boolean duplicate,
            Integer movedTotal,
            List<MovedDeadlines.Moved> moved) {}

    @PutMapping("/api/v1/calendar/{year}")
    ResponseEntity<StoredYear> define(@PathVariable String year, @RequestBody YearBody body, Caller caller) {
        Access.require(caller, Role.ADMIN);
        CalendarYear wanted = read(year, body);
        CalendarYearRecorded recorded = (CalendarYearRecorded) commands.send(DefineCalendarYear.of(wanted), caller);
        Optional<Receipt> receipt = positions.locate(DefineCalendarYear.STREAM, recorded.sequence());
        Optional<MovedDeadlines> moved = receipt.flatMap(found -> moved(found.position()));
        CalendarYear stored = wanted.sorted();
        StoredYear answer = new StoredYear(
                stored.year(),
                stored.makeupWorkdays(),
                stored.weekdaysOff(),
                receipt.map(Receipt::position).orElse(null),
                receipt.map(Receipt::recordedAt).orElse(null),
                recorded.duplicate(),
                moved.map(MovedDeadlines::total).orElse(null),
                moved.map(MovedDeadlines::moved).orElse(null));
        if (moved.isEmpty()) {
            // The year is stored; sent again it is a repeat that answers with the cases.
            return ResponseEntity.accepted()
                    .header(HttpHeaders.RETRY_AFTER, "1")
                    .body(answer);
        }
        return ResponseEntity.status(recorded.added() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(answer);
    }

    private Optional<MovedDeadlines> moved(long position) {
        try {
            return Optional.of(queries.query(new FindMovedDeadlines(position), MovedDeadlines.class)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The read side does not say which cases the calendar at position {} moved", position, e);
            return Optional.empty();
        }
    }

    private static CalendarYear read(String year, YearBody body) {
        int number = year.matches("[0-9]{4}") ? Integer.parseInt(year) : 0;
        if (number < EARLIEST_YEAR || number > LATEST_YEAR) {
            throw new RefusedException(
                    ProblemCode.INVALID_PARAMETER,
                    "a year from " + EARLIEST_YEAR + " to " + LATEST_YEAR + " is needed, not " + year);
        }
        List<Violation> missing = new ArrayList<>();
        require(body.makeupWorkdays(), "/makeupWorkdays", missing);
        require(body.weekdaysOff(), "/weekdaysOff", missing);
        if (body.weekdaysOff() != null) {
            for (int i = 0; i < body.weekdaysOff().size(); i++) {
                WeekdayOff off = body.weekdaysOff().get(i);
                if (off != null && off.date() == null) {
                    missing.add(new Violation("/weekdaysOff/" + i + "/date", "missing"));
                }
                if (off != null && off.holiday() == null) {
                    missing.add(new Violation("/weekdaysOff/" + i + "/holiday", "missing"));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    ProblemCode.INVALID_REQUEST, missing.get(0).pointer() + ": missing", List.copyOf(missing));
        }
        return new CalendarYear(number, body.makeupWorkdays(), body.weekdaysOff());
    }

    private static void require(List<?> list, String pointer, List<Violation> missing) {
        if (list == null) {
            missing.add(new Violation(pointer, "missing"));
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) == null) {
                missing.add(new Violation(pointer + "/" + i, "missing"));
            }
        }
    }
}
