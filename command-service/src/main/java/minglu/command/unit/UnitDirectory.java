package minglu.command.unit;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import minglu.api.act.Identifiers;
import minglu.api.unit.UnitDefined;
import minglu.api.unit.UnitDefinition;
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

    /**
     * The unit that a unit's postings of a year count for: itself while it reports, after that its successor.
     *
     * @return empty for a node, before the unit reports, and where nobody succeeds it
     */
    public Optional<String> owner(String unit, int year) {
        Set<String> met = new HashSet<>();
        String candidate = unit;
        while (candidate != null && met.add(candidate)) {
            UnitDefinition definition =
                    find(candidate).map(history -> history.definitionFor(year)).orElse(null);
            if (definition == null || definition.isNode()) {
                return Optional.empty();
            }
            if (definition.reportsIn(year)) {
                return Optional.of(candidate);
            }
            boolean ended = definition.reportingUntil() != null && year > definition.reportingUntil();
            candidate = ended ? definition.successor() : null;
        }
        return Optional.empty();
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
