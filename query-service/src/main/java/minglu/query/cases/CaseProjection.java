package minglu.query.cases;

import java.time.LocalDate;
import java.util.ArrayList;
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
import minglu.query.follow.EventTimes;
import minglu.query.follow.Examined;
import minglu.query.follow.Followed;
import minglu.query.follow.RebuiltProjection;
import org.springframework.stereotype.Component;

/** Keeps every act as it was recorded, and every year of the calendar. */
@Component
class CaseProjection implements RebuiltProjection<CaseProjection.Entry> {

    static final String NAME = "cases";

    private final CaseStore store;
    private final CalendarStore calendar;

    CaseProjection(CaseStore store, CalendarStore calendar) {
        this.store = store;
        this.calendar = calendar;
    }

    /**
     * What an event comes to here.
     *
     * @param act null unless it is one
     * @param year null unless it defines one
     */
    record Entry(CaseStore.Row act, CalendarYearDefined year) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Entry examine(Followed event) {
        if (event.payload() instanceof ActEvent act) {
            CaseStore.Row row = row(event, act);
            CaseStore.verifyFits(row);
            return new Entry(row, null);
        }
        return event.payload() instanceof CalendarYearDefined year ? new Entry(null, year) : null;
    }

    @Override
    public void write(int generation, List<Examined<Entry>> events) {
        List<CaseStore.Row> acts = new ArrayList<>(events.size());
        List<CalendarStore.NewYear> years = new ArrayList<>();
        for (Examined<Entry> event : events) {
            if (event.rows() != null && event.rows().act() != null) {
                acts.add(event.rows().act());
            } else if (event.rows() != null) {
                years.add(
                        new CalendarStore.NewYear(event.position(), event.rows().year()));
            }
        }
        store.add(generation, acts);
        calendar.add(generation, years);
    }

    @Override
    public void load(int generation, List<Examined<Entry>> events) {
        write(generation, events);
    }

    @Override
    public void complete(int generation, long upTo, EventTimes.Stretches stretches) {
        // Each row comes from one event.
    }

    @Override
    public List<String> kinds() {
        return List.of("recorded_act", "calendar_year");
    }

    @Override
    public void writeParked(int generation, Examined<Entry> event) {
        write(generation, List.of(event));
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
