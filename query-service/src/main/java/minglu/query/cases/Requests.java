package minglu.query.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Applications as they were known at a position, with their corrections applied. */
@Component
public class Requests {

    /** The projection behind them; a reader waits for it. */
    public static final String PROJECTION = CaseProjection.NAME;

    private final CaseStore store;

    Requests(CaseStore store) {
        this.store = store;
    }

    /** The applications of some units that have no result, by unit and subject. */
    public List<RequestCase> open(Collection<String> units, long known) {
        return cases(store.openRequests(units, known)).stream()
                .filter(found -> found.result().isEmpty())
                .toList();
    }

    /** The applications of some units whose result is dated between two days, both included. */
    public List<RequestCase> decided(Collection<String> units, LocalDate from, LocalDate until, long known) {
        return cases(store.requestsWithResult(units, from, until, known)).stream()
                .filter(found -> found.result()
                        .filter(result -> isBetween(result.occurredOn(), from, until))
                        .isPresent())
                .toList();
    }

    /** The applications that a unit received between two days, both included. */
    public List<RequestCase> received(String unit, LocalDate from, LocalDate until, long known) {
        return cases(store.requestsReceived(unit, from, until, known)).stream()
                .filter(found -> isBetween(found.receivedOn(), from, until))
                .toList();
    }

    /** An application, if the subject is one. */
    public Optional<RequestCase> find(String unit, String subject, long known) {
        return RequestCase.of(unit, subject, store.subject(unit, subject, known));
    }

    /** The live acts of a subject of any kind; empty where nobody knew of it, or nothing of it stands any more. */
    public List<LiveAct> acts(String unit, String subject, long known) {
        return LiveAct.of(store.subject(unit, subject, known));
    }

    /** Whether anything was ever recorded of a subject. */
    public boolean isKnown(String unit, String subject, long known) {
        return !store.subject(unit, subject, known).isEmpty();
    }

    private static boolean isBetween(LocalDate day, LocalDate from, LocalDate until) {
        return !day.isBefore(from) && !day.isAfter(until);
    }

    /** Cuts acts, ordered by unit and subject, into applications. */
    private static List<RequestCase> cases(List<CaseAct> acts) {
        List<RequestCase> found = new ArrayList<>();
        int begin = 0;
        for (int end = 1; end <= acts.size(); end++) {
            CaseAct first = acts.get(begin);
            boolean over = end == acts.size()
                    || !acts.get(end).subject().equals(first.subject())
                    || !acts.get(end).unit().equals(first.unit());
            if (over) {
                RequestCase.of(first.unit(), first.subject(), acts.subList(begin, end))
                        .ifPresent(found::add);
                begin = end;
            }
        }
        return found;
    }
}
