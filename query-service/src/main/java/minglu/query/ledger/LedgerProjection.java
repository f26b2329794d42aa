package minglu.query.ledger;

import java.util.ArrayList;
import java.util.List;
import minglu.api.act.ActEvent;
import minglu.api.ledger.Posting;
import minglu.api.unit.UnitDefined;
import minglu.query.follow.CopyRows;
import minglu.query.follow.Examined;
import minglu.query.follow.Followed;
import minglu.query.follow.Moments;
import minglu.query.follow.RebuiltProjection;
import minglu.query.units.UnitStore;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Posts every act, keeps every definition of a unit and the time of every event. */
@Component
class LedgerProjection implements RebuiltProjection<LedgerProjection.Entry> {

    private final JdbcTemplate jdbc;
    private final Ledger ledger;
    private final UnitStore units;
    private final PostingRules rules;

    /** Writes to this database. */
    LedgerProjection(JdbcTemplate jdbc, Ledger ledger, UnitStore units, PostingRules rules) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.units = units;
        this.rules = rules;
    }

    /**
     * What an event comes to in the ledger.
     *
     * @param postings empty unless it is an act
     * @param unit null unless it defines one
     */
    record Entry(List<Posting> postings, UnitDefined unit) {}

    @Override
    public String name() {
        return Moments.LEDGER;
    }

    @Override
    public Entry examine(Followed event) {
        if (event.payload() instanceof ActEvent act) {
            List<Posting> postings = rules.post(act);
            postings.forEach(Ledger::verifyFits);
            return new Entry(postings, null);
        }
        if (event.payload() instanceof UnitDefined unit) {
            UnitStore.verifyFits(unit);
            return new Entry(List.of(), unit);
        }
        return null;
    }

    @Override
    public void write(int generation, List<Examined<Entry>> events) {
        // Of a parked event too: which position an instant means does not depend on it.
        CopyRows times = new CopyRows(events.size(), "event_time_row", "generation", "position", "recorded_at");
        events.forEach(event -> times.row()
                .integer(generation)
                .bigint(event.position())
                .timestamp(event.event().recordedAt()));
        times.write(jdbc);
        List<Ledger.Posted> posted = new ArrayList<>();
        for (Examined<Entry> event : events) {
            if (event.rows() != null) {
                posted.add(new Ledger.Posted(event.position(), event.rows().postings()));
                if (event.rows().unit() != null) {
                    units.add(generation, event.position(), event.rows().unit());
                }
            }
        }
        ledger.add(
                generation,
                posted,
                events.get(0).position() - 1,
                events.get(events.size() - 1).position());
    }

    @Override
    public void writeParked(int generation, Examined<Entry> event) {
        if (event.rows() == null) {
            return;
        }
        ledger.addLate(
                generation, new Ledger.Posted(event.position(), event.rows().postings()));
        if (event.rows().unit() != null) {
            units.add(generation, event.position(), event.rows().unit());
        }
    }
}
