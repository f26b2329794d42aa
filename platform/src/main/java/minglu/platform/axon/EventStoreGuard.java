package minglu.platform.axon;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps a database with the event store it belongs to. Tokens, positions and read models say how far a history has been followed;
 * on another history they would leave out events without a word.
 */
final class EventStoreGuard {

    private final JdbcClient jdbc;

    EventStoreGuard(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Claims a new database for a kind of event store.
     *
     * @throws UnsafeSetupException if the database belongs to another kind
     */
    void claim(EventStoreKind wanted) {
        EventStoreKind stored = stored().orElseGet(() -> {
            jdbc.sql("INSERT INTO event_store (kind) VALUES (?) ON CONFLICT DO NOTHING")
                    .param(wanted.code())
                    .update();
            // Read back, since another process may have been first.
            return stored().orElseThrow();
        });
        if (stored != wanted) {
            throw new UnsafeSetupException(List.of("This database belongs to an installation whose event store is "
                    + stored.title() + " (" + stored.programs() + "); this program keeps its events in "
                    + wanted.title() + ". Start " + stored.programs()
                    + " on it, or name an empty database; a history is carried from one store to the other with"
                    + " export-events and import-events."));
        }
    }

    private Optional<EventStoreKind> stored() {
        return jdbc.sql("SELECT kind FROM event_store")
                .query(String.class)
                .optional()
                .map(EventStoreKind::of);
    }
}
