package minglu.query.support;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minglu.api.act.ActEvent;
import minglu.api.act.ActType;
import minglu.api.correction.ActAmended;
import minglu.api.correction.ActRetracted;
import minglu.api.request.AnswerDelayed;
import minglu.api.request.CorrectionRequested;
import minglu.api.request.DeadlineExtended;
import minglu.query.clock.Step;

/**
 * How many results were given in time, without ledger, database or clock: the live acts of each request are read as a person
 * would, and {@link SlowCounter} counts its days.
 */
public final class PlainTimeliness {

    private PlainTimeliness() {}

    private record Read(ActType type, LocalDate on, LocalDate date, int workingDays) {}

    /** The results of a year up to a day that were given in time. */
    public static long answeredInTime(List<?> events, Collection<String> units, int year, LocalDate until) {
        Map<String, Map<String, Read>> requests = new LinkedHashMap<>();
        for (Object event : events) {
            if (event instanceof ActEvent act && units.contains(act.act().unit())) {
                take(
                        requests.computeIfAbsent(
                                act.act().unit() + " " + act.act().subject(), key -> new LinkedHashMap<>()),
                        act);
            }
        }
        return requests.values().stream()
                .filter(acts -> isInTime(new ArrayList<>(acts.values()), year, until))
                .count();
    }

    private static void take(Map<String, Read> acts, ActEvent event) {
        if (event instanceof ActRetracted retracted) {
            acts.remove(retracted.data().act());
        } else if (event instanceof ActAmended amended) {
            Read was = acts.get(amended.data().act());
            LocalDate moved = amended.data().occurredOn();
            Object days =
                    amended.data().data() == null ? null : amended.data().data().get("workingDays");
            acts.put(
                    amended.data().act(),
                    new Read(
                            was.type(),
                            moved == null ? was.on() : moved,
                            was.date(),
                            days == null ? was.workingDays() : ((Long) days).intValue()));
        } else {
            LocalDate date = null;
            int days = 0;
            if (event.data() instanceof CorrectionRequested.Data correction) {
                date = correction.dueOn();
            } else if (event.data() instanceof AnswerDelayed.Data delayed) {
                date = delayed.until();
            } else if (event.data() instanceof DeadlineExtended.Data extended) {
                days = extended.workingDays().intValue();
            }
            acts.put(event.act().id(), new Read(event.type(), event.act().occurredOn(), date, days));
        }
    }

    private static boolean isInTime(List<Read> acts, int year, LocalDate until) {
        List<Step> before = new ArrayList<>();
        for (Read act : acts) {
            if (act.type() == ActType.REQUEST_DECIDED || act.type() == ActType.REQUEST_TRANSFERRED) {
                return act.on().getYear() == year && !act.on().isAfter(until) && SlowCounter.inTime(before, act.on());
            }
            before.add(new Step(act.type(), act.on(), act.date(), act.workingDays()));
        }
        return false;
    }
}
