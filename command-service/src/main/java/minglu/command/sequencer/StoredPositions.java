package minglu.command.sequencer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Positions from the writer's memory, the others by one select. */
final class StoredPositions implements Positions {

    private final RecentAppends recent;
    private final JdbcClient jdbc;

    StoredPositions(RecentAppends recent, JdbcClient jdbc) {
        this.recent = recent;
        this.jdbc = jdbc;
    }

    @Override
    public Map<Slot, Receipt> locate(Collection<Slot> slots) {
        Map<Slot, Receipt> found = new HashMap<>();
        List<Slot> unknown = new ArrayList<>();
        for (Slot slot : slots) {
            recent.find(slot).ifPresentOrElse(receipt -> found.put(slot, receipt), () -> unknown.add(slot));
        }
        if (!unknown.isEmpty()) {
            find(unknown, found);
        }
        return found;
    }

    private void find(List<Slot> slots, Map<Slot, Receipt> found) {
        jdbc.sql(
                        """
                select stored.aggregateIdentifier, stored.sequenceNumber, stored.globalIndex, stored.timeStamp
                  from unnest(:streams, :sequences) as wanted (stream, sequence)
                  join DomainEventEntry stored
                    on stored.aggregateIdentifier = wanted.stream and stored.sequenceNumber = wanted.sequence""")
                .param("streams", slots.stream().map(Slot::stream).toArray(String[]::new))
                .param("sequences", slots.stream().map(Slot::sequence).toArray(Long[]::new))
                .query(row -> {
                    found.put(
                            new Slot(row.getString(1), row.getLong(2)),
                            new Receipt(row.getLong(3), Instant.parse(row.getString(4))));
                });
    }

    @Override
    public long head() {
        return recent.head().orElseGet(() -> jdbc.sql("select position from sequencer")
                .query(Long.class)
                .single());
    }
}
