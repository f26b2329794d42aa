package minglu.query.deadlines;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import minglu.api.calendar.FindMovedDeadlines;
import minglu.api.calendar.MovedDeadlines;
import minglu.api.calendar.MovedDeadlines.Move;
import minglu.api.calendar.MovedDeadlines.Moved;
import minglu.api.tables.KnownAt;
import minglu.api.tables.Moment;
import minglu.platform.web.Page;
import minglu.query.calendar.Clocks;
import minglu.query.cases.RequestCase;
import minglu.query.cases.Requests;
import minglu.query.clock.Deadline;
import minglu.query.clock.DeadlineState;
import minglu.query.clock.RequestClock;
import minglu.query.deadlines.DeadlineViews.DeadlineLine;
import minglu.query.deadlines.DeadlineViews.Deadlines;
import minglu.query.deadlines.DeadlineViews.Owed;
import minglu.query.follow.Days;
import minglu.query.follow.Moments;
import minglu.query.units.UnitStore;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** The clocks of the open requests. */
@Component
class DeadlineService {

    private static final String FAR = "9999-99-99";

    private final Requests requests;
    private final Clocks clocks;
    private final UnitStore units;
    private final Moments moments;
    private final Days days;

    DeadlineService(Requests requests, Clocks clocks, UnitStore units, Moments moments, Days days) {
        this.requests = requests;
        this.clocks = clocks;
        this.units = units;
        this.moments = moments;
        this.days = days;
    }

    /**
     * The open requests of some units.
     *
     * @param dueUntil only those of which something is or may be owed by this day; null: all
     * @param known what was known
     * @param today the day that lateness is judged by
     */
    Deadlines list(Collection<String> of, LocalDate dueUntil, Page page, KnownAt known, LocalDate today) {
        RequestClock clock = clocks.at(known.position());
        List<DeadlineLine> lines = requests.open(of, known.position()).stream()
                .map(request -> line(request, clock, today))
                .filter(line -> dueUntil == null || mayBeOwedBy(line, dueUntil))
                .filter(line -> page.after() == null || key(line).compareTo(page.after()) > 0)
                .sorted(Comparator.comparing(DeadlineService::key))
                .limit(page.limit() + 1L)
                .toList();
        return new Deadlines(known, today, List.copyOf(page.rows(lines)), page.next(lines, DeadlineService::key));
    }

    /** Which open cases a change of the calendar moved. Rights are the caller's business. */
    @QueryHandler
    MovedDeadlines find(FindMovedDeadlines query) {
        Moment moment = Moment.knownAt(query.position());
        KnownAt known = moments.resolve(moment, Set.of(Requests.PROJECTION));
        LocalDate today = days.of(moment, known);
        RequestClock before = clocks.at(query.position() - 1);
        RequestClock after = clocks.at(query.position());
        List<Moved> moved = new ArrayList<>();
        int total = 0;
        for (RequestCase request : requests.open(units.latest().all().keySet(), query.position())) {
            Deadline was = before.read(request.steps(), today);
            Deadline is = after.read(request.steps(), today);
            Move dueOn = new Move(was.dueOn(), is.dueOn());
            Move waitingUntil = new Move(was.waitingUntil(), is.waitingUntil());
            if (isMove(dueOn) || isMove(waitingUntil)) {
                total++;
                if (moved.size() < MovedDeadlines.LISTED) {
                    moved.add(new Moved(request.unit(), request.subject(), dueOn, waitingUntil));
                }
            }
        }
        return new MovedDeadlines(total, moved);
    }

    private static boolean isMove(Move move) {
        return move.from() == null ? move.to() != null : !move.from().equals(move.to());
    }

    private static DeadlineLine line(RequestCase request, RequestClock clock, LocalDate today) {
        Deadline deadline = clock.read(request.steps(), today);
        DeadlineState waits = clock.waitsFor(request.steps());
        return new DeadlineLine(
                request.unit(),
                request.subject(),
                request.receivedOn(),
                deadline.dueOn(),
                deadline.state(),
                deadline.waitingUntil(),
                deadline.late(),
                deadline.missingYear(),
                organOwes(deadline, waits, today),
                applicantOwes(deadline, waits));
    }

    private static Owed organOwes(Deadline deadline, DeadlineState waits, LocalDate today) {
        if (waits == DeadlineState.RUNNING || deadline.dueOn() != null) {
            return new Owed("answer", deadline.dueOn());
        }
        return deadline.waitIsOver(today) ? new Owed("decision", null) : null;
    }

    private static Owed applicantOwes(Deadline deadline, DeadlineState waits) {
        return switch (waits) {
            case WAITING_CORRECTION -> new Owed("correction", deadline.waitingUntil());
            case WAITING_PAYMENT -> new Owed("payment", deadline.waitingUntil());
            case RUNNING, WAITING_THIRD_PARTY, NO_CALENDAR -> null;
        };
    }

    /** A date in a year without calendar is not before the first day of that year. */
    private static boolean mayBeOwedBy(DeadlineLine line, LocalDate day) {
        LocalDate next = nextOn(line);
        return next == null ? line.missingYear() <= day.getYear() : !next.isAfter(day);
    }

    private static LocalDate nextOn(DeadlineLine line) {
        return line.dueOn() != null ? line.dueOn() : line.waitingUntil();
    }

    /** Orders the lines; also the cursor. The separator sorts before every character of a unit or subject. */
    private static String key(DeadlineLine line) {
        LocalDate next = nextOn(line);
        return (line.late() ? "0" : "1") + (next == null ? FAR : next) + "\t" + line.unit() + "\t" + line.subject();
    }
}
