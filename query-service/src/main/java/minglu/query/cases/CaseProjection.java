package minglu.query.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import minglu.api.act.ActEvent;
import minglu.api.act.ActType;
import minglu.api.act.Counted;
import minglu.api.calendar.CalendarYearDefined;
import minglu.api.correction.ActAmended;
import minglu.api.correction.ActRetracted;
import minglu.query.calendar.CalendarStore;
import minglu.query.follow.Followed;
import minglu.query.follow.Follower;
import minglu.query.follow.Generations;
import minglu.query.follow.Progress;
import minglu.query.follow.RebuiltProjection;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Keeps every act as it was recorded, and every year of the calendar. */
@Component
@ProcessingGroup(CaseProjection.NAME)
class CaseProjection implements RebuiltProjection {

    static final String NAME = "cases";

    private final CaseStore store;
    private final CalendarStore calendar;
    private final Generations generations;
    private final Follower follower;

    CaseProjection(CaseStore store, CalendarStore calendar, Generations generations, Progress progress) {
        this.store = store;
        this.calendar = calendar;
        this.generations = generations;
        this.follower = new Follower(progress, this);
    }

    @Override
    public String name() {
        return NAME;
    }

    @EventHandler
    void on(EventMessage<?> event) {
        follower.take(event);
    }

    @Override
    public void examine(Followed event) {
        if (event.payload() instanceof ActEvent act) {
            CaseStore.verifyFits(row(event, act));
        }
    }

    @Override
    public void writeParked(Followed event) {
        writeParked(generations.live(), event);
    }

    @Override
    public void writeParked(int generation, Followed event) {
        write(generation, List.of(event));
    }

    @Override
    public void write(List<Followed> events) {
        write(generations.live(), events);
    }

    @Override
    public void write(int generation, List<Followed> events) {
        store.add(
                generation,
                events.stream()
                        .filter(event -> event.payload() instanceof ActEvent)
                        .map(event -> row(event, (ActEvent) event.payload()))
                        .toList());
        for (Followed event : events) {
            if (event.payload() instanceof CalendarYearDefined defined) {
                calendar.add(generation, event.position(), event.recordedAt(), defined);
            }
        }
    }

    private static CaseStore.Row row(Followed followed, ActEvent event) {
        String corrects = null;
        LocalDate movedTo = null;
        if (event instanceof ActRetracted retracted) {
            corrects = retracted.data().act();
        } else if (event instanceof ActAmended amended) {
            corrects = amended.data().act();
            movedTo = amended.data().occurredOn();
        }
        CaseAct act = new CaseAct(
                followed.position(),
                event.act().unit(),
                event.act().subject(),
                event.act().id(),
                event.type(),
                event.act().occurredOn(),
                ActTexts.write(event.data()),
                event.act().reason(),
                event.act().late(),
                followed.recordedAt(),
                followed.actor(),
                corrects,
                movedTo);
        return new CaseStore.Row(act, years(event, movedTo));
    }

    private static SortedSet<Integer> years(ActEvent event, LocalDate movedTo) {
        SortedSet<Integer> years = new TreeSet<>();
        Stream.concat(event.reversed().stream(), event.booked().stream())
                .map(CaseProjection::year)
                .forEach(years::add);
        if (movedTo != null) {
            years.add(movedTo.getYear());
        }
        return years;
    }

    private static int year(Counted counted) {
        return counted.type() == ActType.NIL_DECLARED
                ? Integer.parseInt(counted.facts().get("year"))
                : counted.occurredOn().getYear();
    }
}
