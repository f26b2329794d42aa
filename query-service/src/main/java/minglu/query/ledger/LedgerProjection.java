package minglu.query.ledger;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import minglu.api.act.ActEvent;
import minglu.api.ledger.Posting;
import minglu.api.unit.UnitDefined;
import minglu.query.follow.Followed;
import minglu.query.follow.Follower;
import minglu.query.follow.Generations;
import minglu.query.follow.Moments;
import minglu.query.follow.Progress;
import minglu.query.follow.RebuiltProjection;
import minglu.query.units.UnitStore;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Posts every act, keeps every definition of a unit and the time of every event. */
@Component
@ProcessingGroup(Moments.LEDGER)
public class LedgerProjection implements RebuiltProjection {

    private final JdbcTemplate jdbc;
    private final Ledger ledger;
    private final UnitStore units;
    private final PostingRules rules;
    private final Generations generations;
    private final Follower follower;

    /** Writes to this database. */
    public LedgerProjection(
            JdbcTemplate jdbc,
            Ledger ledger,
            UnitStore units,
            PostingRules rules,
            Generations generations,
            Progress progress) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.units = units;
        this.rules = rules;
        this.generations = generations;
        this.follower = new Follower(progress, this);
    }

    @Override
    public String name() {
        return Moments.LEDGER;
    }

    @EventHandler
    void on(EventMessage<?> event) {
        follower.take(event);
    }

    @Override
    public void examine(Followed event) {
        if (event.payload() instanceof ActEvent act) {
            for (Posting posting : rules.post(act)) {
                Ledger.verifyFits(posting);
            }
        } else if (event.payload() instanceof UnitDefined unit) {
            UnitStore.verifyFits(unit);
        }
    }

    @Override
    public void write(List<Followed> events) {
        write(generations.live(), events);
    }

    @Override
    public void write(int generation, List<Followed> events) {
        // Of a parked event too: which position an instant means does not depend on it.
        jdbc.batchUpdate(
                "INSERT INTO event_time_row (generation, position, recorded_at) VALUES (?, ?, ?)",
                events.stream()
                        .map(event -> new Object[] {generation, event.position(), Timestamp.from(event.recordedAt())})
                        .toList());
        List<Ledger.Posted> posted = new ArrayList<>();
        for (Followed event : events) {
            if (event.payload() instanceof ActEvent act) {
                posted.add(new Ledger.Posted(event.position(), rules.post(act)));
            } else if (event.payload() instanceof UnitDefined unit) {
                units.add(generation, event.position(), unit);
            }
        }
        ledger.add(
                generation,
                posted,
                events.get(0).position() - 1,
                events.get(events.size() - 1).position());
    }

    @Override
    public void writeParked(Followed event) {
        writeParked(generations.live(), event);
    }

    @Override
    public void writeParked(int generation, Followed event) {
        if (event.payload() instanceof ActEvent act) {
            ledger.addLate(generation, new Ledger.Posted(event.position(), rules.post(act)));
        } else if (event.payload() instanceof UnitDefined unit) {
            units.add(generation, event.position(), unit);
        }
    }
}
