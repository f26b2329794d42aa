package minglu.command.unit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import minglu.api.act.Identifiers;
import minglu.api.unit.UnitDefined;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * The units as the event store knows them at this moment. A folded unit is kept and used again only while its stream's last
 * sequence number is unchanged, so that a decision never stands on a stale unit.
 */
@Component
public class UnitDirectory {

    private record Folded(long lastSequence, UnitHistory history) {}

    private static final long NO_EVENT = -1;

    private final Map<String, Folded> cache = new ConcurrentHashMap<>();
    private final EventStore store;

    UnitDirectory(EventStore store) {
        this.store = store;
    }

    /** The unit with this code; the root {@code district} is always there. */
    public Optional<UnitHistory> find(String unit) {
        String stream = Identifiers.unitStream(unit);
        long last = store.lastSequenceNumberFor(stream).orElse(NO_EVENT);
        Folded folded = cache.get(unit);
        if (folded == null || folded.lastSequence() != last) {
            folded = fold(unit, stream);
            if (folded.history().exists()) {
                cache.put(unit, folded);
            }
        }
        return Optional.of(folded.history()).filter(UnitHistory::exists);
    }

    /** Whether a unit stands at or below another; false where either is unknown. */
    public boolean isWithin(String unit, String ancestor) {
        String at = unit;
        while (at != null && !at.equals(ancestor)) {
            at = find(at).map(history -> history.latest().parent()).orElse(null);
        }
        return at != null;
    }

    private Folded fold(String unit, String stream) {
        long[] last = {NO_EVENT};
        UnitHistory[] history = {UnitHistory.undefined(unit)};
        store.readEvents(stream).asStream().forEach(message -> {
            history[0] = history[0].with((UnitDefined) message.getPayload());
            last[0] = message.getSequenceNumber();
        });
        return new Folded(last[0], history[0]);
    }
}
