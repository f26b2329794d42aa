package minglu.query.deadlines;

import java.time.LocalDate;
import java.util.Collection;
import minglu.query.calendar.Clocks;
import minglu.query.cases.RequestCase;
import minglu.query.cases.Requests;
import minglu.query.clock.RequestClock;
import minglu.query.clock.Timeliness;
import org.springframework.stereotype.Component;

/** How many results were given in time: computed on reading, from the acts and the calendar as they were known. */
@Component
public class AnsweredInTime {

    private final Requests requests;
    private final Clocks clocks;

    AnsweredInTime(Requests requests, Clocks clocks) {
        this.requests = requests;
        this.clocks = clocks;
    }

    /**
     * Counts the results that came on the last day or before. Judged is the first result; a new decision after a dispute has no
     * period of its own.
     *
     * @param units as they recorded
     * @param from first day of the results counted
     * @param until last day of the results counted
     * @param known position of the knowledge
     * @return null if one of them cannot be judged, since the calendar lacks a year: a number that leaves it out would be a guess
     */
    public Long count(Collection<String> units, LocalDate from, LocalDate until, long known) {
        RequestClock clock = clocks.at(known);
        long inTime = 0;
        for (RequestCase request : requests.decided(units, from, until, known)) {
            LocalDate answeredOn = request.result().orElseThrow().occurredOn();
            Timeliness timeliness = clock.judge(request.steps(), answeredOn).timeliness();
            if (timeliness == Timeliness.UNKNOWN) {
                return null;
            }
            inTime += timeliness == Timeliness.IN_TIME ? 1 : 0;
        }
        return inTime;
    }
}
