package minglu.query.tables;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minglu.api.format.Formats;
import minglu.api.format.StatutoryFormat;
import minglu.api.tables.FindMoves;
import minglu.api.tables.FoundMoves;
import minglu.api.tables.KnownAt;
import minglu.query.follow.Moments;
import minglu.query.tables.MovesReader.Table;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which events moved the figures of a unit's year. */
@Component
public class MovesService {

    /** The projection that knows under which id an event was recorded. */
    static final Set<String> BEHIND = Set.of("cases");

    private final JdbcClient jdbc;
    private final Moments moments;
    private final YearReader years;
    private final MovesReader moves;
    private final StatutoryFormat format = Formats.current();

    MovesService(JdbcClient jdbc, Moments moments, YearReader years, MovesReader moves) {
        this.jdbc = jdbc;
        this.moments = moments;
        this.years = years;
        this.moves = moves;
    }

    /**
     * The events that moved the cells of a unit's year. Rights are the caller's business.
     *
     * @throws minglu.api.problem.RefusedException {@code unknown-unit} or {@code not-caught-up}
     */
    @QueryHandler
    public FoundMoves find(FindMoves query) {
        KnownAt known = moments.resolve(query.moment(), BEHIND);
        if (known.position() <= query.after()) {
            return new FoundMoves(known, List.of());
        }
        Table table = new Table(query.unit(), years.scope(query.unit(), query.scope()), query.year(), known.position());
        List<Moved> found = new ArrayList<>();
        Iterator<Moved> walk = moves.between(table, query.after(), query.after());
        walk.forEachRemaining(found::add);
        Map<Long, String> ids = ids(found);
        return new FoundMoves(
                known,
                found.stream()
                        .map(moved -> new FoundMoves.Event(
                                moved.unit(), moved.subject(), id(ids, moved), moved.position(), shown(moved)))
                        .toList());
    }

    private Map<String, Object> shown(Moved moved) {
        Map<String, Object> shown = new LinkedHashMap<>();
        moved.cells()
                .forEach((cell, amount) -> shown.put(
                        cell, format.find(cell).orElseThrow().measure().shown(amount)));
        return shown;
    }

    /** The id of the event's own act: a correction's postings name the act it corrects. */
    static String id(Map<Long, String> ids, Moved moved) {
        return moved.act() == null ? null : ids.getOrDefault(moved.position(), moved.act());
    }

    /** Under which ids events were recorded, by position. */
    Map<Long, String> ids(Collection<Moved> events) {
        Map<Long, String> ids = new HashMap<>();
        jdbc.sql("SELECT position, id FROM recorded_act WHERE position = ANY (:positions)")
                .param("positions", events.stream().map(Moved::position).toArray(Long[]::new))
                .query(row -> {
                    ids.put(row.getLong("position"), row.getString("id"));
                });
        return ids;
    }
}
