package minglu.query.ledger;

import java.util.ArrayList;
import java.util.List;
import minglu.api.act.ActEvent;
import minglu.api.ledger.Posting;
import minglu.api.unit.UnitDefined;
import minglu.query.follow.EventTimes;
import minglu.query.follow.Examined;
import minglu.query.follow.Followed;
import minglu.query.follow.Moments;
import minglu.query.follow.RebuiltProjection;
import minglu.query.units.UnitStore;
import org.springframework.stereotype.Component;

/** Posts every act, keeps every definition of a unit and the time of every event. */
@Component
class LedgerProjection implements RebuiltProjection<LedgerProjection.Entry> {

    private final Ledger ledger;
    private final UnitStore units;
    private final EventTimes times;
    private final PostingRules rules;

    /** Writes to this database. */
    LedgerProjection(Ledger ledger, UnitStore units, EventTimes times, PostingRules rules) {
        this.ledger = ledger;
        this.units = units;
        this.times = times;
        this.rules = rules;
    }

    /**
     * What an event comes to in the ledger.
     *
     * @param act the id of the act; null unless it is one
     * @param postings empty unless it is an act
     * @param unit null unless it defines one
     */
    record Entry(String act, List<Posting> postings, UnitDefined unit) {}

    @Override
    public String name() {
        return Moments.LEDGER;
    }

    @Override
    public Entry examine(Followed event) {
        if (event.payload() instanceof ActEvent act) {
            List<Posting> postings = rules.post(act);
            postings.forEach(Ledger::verifyFits);
            return new Entry(act.act().id(), postings, null);
        }
        if (event.payload() instanceof UnitDefined unit) {
            UnitStore.verifyFits(unit);
            return new Entry(null, List.of(), unit);
        }
        return null;
    }

    @Override
    public void write(int generation, List<Examined<Entry>> events) {
        // Of a parked event too: which position an instant means does not depend on it.
        EventTimes.Stretches stretches = new EventTimes.Stretches();
        events.forEach(event -> stretches.add(event.position(), event.event().recordedAt()));
        times.add(generation, stretches);
        units.add(generation, defined(events));
        ledger.add(
                generation,
                posted(events),
                events.get(0).position() - 1,
                events.get(events.size() - 1).position());
    }

    @Override
    public void writeParked(int generation, Examined<Entry> event) {
        units.add(generation, defined(List.of(event)));
        posted(List.of(event)).forEach(posted -> ledger.addLate(generation, posted));
    }

    @Override
    public void load(int generation, List<Examined<Entry>> events) {
        units.add(generation, defined(events));
        ledger.load(generation, posted(events), events.get(events.size() - 1).position());
    }

    @Override
    public void complete(int generation, long upTo, EventTimes.Stretches stretches) {
        times.add(generation, stretches);
        ledger.complete(generation, upTo);
    }

    @Override
    public List<String> kinds() {
        return List.of("posting", "posting_sum", "event_time", "unit_definition");
    }

    private static List<Ledger.Posted> posted(List<Examined<Entry>> events) {
        List<Ledger.Posted> posted = new ArrayList<>(events.size());
        for (Examined<Entry> event : events) {
            if (event.rows() != null && event.rows().act() != null) {
                posted.add(new Ledger.Posted(
                        event.position(), event.rows().act(), event.rows().postings()));
            }
        }
        return posted;
    }

    private static List<UnitStore.Known> defined(List<Examined<Entry>> events) {
        return events.stream()
                .filter(event -> event.rows() != null && event.rows().unit() != null)
                .map(event -> new UnitStore.Known(event.position(), event.rows().unit()))
                .toList();
    }
}
