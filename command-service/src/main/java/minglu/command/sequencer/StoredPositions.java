package minglu.command.sequencer;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Positions from the writer's memory, else by one select. */
final class StoredPositions implements Positions {

    private final RecentAppends recent;
    private final JdbcClient jdbc;

    StoredPositions(RecentAppends recent, JdbcClient jdbc) {
        this.recent = recent;
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Receipt> locate(String stream, long sequence) {
        return recent.find(new Slot(stream, sequence))
                .or(() -> jdbc.sql("select globalIndex, timeStamp from DomainEventEntry"
                                + " where aggregateIdentifier = ? and sequenceNumber = ?")
                        .param(stream)
                        .param(sequence)
                        .query((row, number) -> new Receipt(row.getLong(1), Instant.parse(row.getString(2))))
                        .optional());
    }

    @Override
    public long head() {
        return recent.head().orElseGet(() -> jdbc.sql("select position from sequencer")
                .query(Long.class)
                .single());
    }
}
