package minglu.platform.axon;

/** Which event store an installation keeps its history in. */
enum EventStoreKind {
    /** The sequencer's tables, in the same database as everything else. */
    POSTGRESQL("postgresql", "PostgreSQL itself", "./minglu serve"),
    /** Axon Server. */
    AXON_SERVER("axon-server", "Axon Server", "command-service and query-service");

    private final String code;
    private final String title;
    private final String programs;

    EventStoreKind(String code, String title, String programs) {
        this.code = code;
        this.title = title;
        this.programs = programs;
    }

    static EventStoreKind of(String code) {
        for (EventStoreKind kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalStateException("No event store is known by the code " + code + ".");
    }

    /** As it stands in the table {@code event_store}. */
    String code() {
        return code;
    }

    /** For people. */
    String title() {
        return title;
    }

    /** What runs on it. */
    String programs() {
        return programs;
    }
}
