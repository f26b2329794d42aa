package minglu.platform.text;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The wrapped keys in the database. */
final class TextKeyRows {

    private final JdbcClient jdbc;
    private final TransactionTemplate outside;
    private final Clock clock;
    private final boolean beforeEvents;

    /**
     * @param outside runs outside of a running transaction: a key must outlive the failure of its caller, and each change is one
     *     statement that commits itself, so that a process which is paused holds no row that another one waits for
     * @param beforeEvents whether the events that the keys are needed for are committed in the same database after them: then they are on
     *     disk with those, and need not be waited for by themselves
     */
    TextKeyRows(JdbcClient jdbc, TransactionTemplate outside, Clock clock, boolean beforeEvents) {
        this.jdbc = jdbc;
        this.outside = outside;
        this.clock = clock;
        this.beforeEvents = beforeEvents;
    }

    record Row(TextOwner owner, byte[] wrapped) {}

    Map<TextOwner, byte[]> find(Collection<TextOwner> owners) {
        Map<TextOwner, byte[]> found = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT k.unit, k.subject, k.wrapped_key
                        FROM unnest(:units::text[], :subjects::text[]) AS wanted (unit, subject)
                        JOIN text_key k ON k.unit = wanted.unit AND k.subject = wanted.subject
                        """)
                .param("units", column(owners, TextOwner::unit))
                .param("subjects", column(owners, TextOwner::subject))
                .query((row, number) -> new Row(
                        new TextOwner(row.getString("unit"), row.getString("subject")), row.getBytes("wrapped_key")))
                .list()
                .forEach(row -> found.put(row.owner(), row.wrapped()));
        return found;
    }

    /**
     * Adds keys; one that another process has added meanwhile stays.
     *
     * @param rows in the order of their owners, so that two importers cannot wait for each other
     * @return the owners of those that were added
     */
    List<TextOwner> add(List<Row> rows) {
        return outside.execute(status -> jdbc.sql(
                        """
                        WITH commit AS MATERIALIZED (
                            SELECT set_config('synchronous_commit', CASE WHEN :beforeEvents THEN 'off'
                                                                    ELSE current_setting('synchronous_commit') END, true))
                        INSERT INTO text_key (unit, subject, wrapped_key, created_at)
                        SELECT unit, subject, wrapped_key, :now
                        FROM commit, unnest(:units::text[], :subjects::text[], :keys::bytea[]) AS added (unit, subject, wrapped_key)
                        ON CONFLICT ON CONSTRAINT text_key_pk DO NOTHING
                        RETURNING unit, subject
                        """)
                .param("beforeEvents", beforeEvents)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("units", column(rows, row -> row.owner().unit()))
                .param("subjects", column(rows, row -> row.owner().subject()))
                .param("keys", rows.stream().map(Row::wrapped).toArray(byte[][]::new))
                .query((row, number) -> new TextOwner(row.getString("unit"), row.getString("subject")))
                .list());
    }

    /** Deletes the key and notes that there was one; false if there was none. */
    boolean erase(TextOwner owner) {
        return Boolean.TRUE.equals(outside.execute(status -> jdbc.sql(
                                """
                                WITH erased AS (
                                    DELETE FROM text_key WHERE unit = :unit AND subject = :subject RETURNING unit, subject)
                                INSERT INTO text_key_erasure (unit, subject, erased_at) SELECT unit, subject, :now FROM erased
                                """)
                        .param("unit", owner.unit())
                        .param("subject", owner.subject())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1));
    }

    boolean wasErased(TextOwner owner) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM text_key_erasure WHERE unit = :unit AND subject = :subject)")
                .param("unit", owner.unit())
                .param("subject", owner.subject())
                .query(Boolean.class)
                .single();
    }

    /** Any one key, to see whether the wrapping key belongs to this database; empty if there is none yet. */
    Optional<Row> any() {
        return jdbc.sql("SELECT unit, subject, wrapped_key FROM text_key LIMIT 1")
                .query((row, number) -> new Row(
                        new TextOwner(row.getString("unit"), row.getString("subject")), row.getBytes("wrapped_key")))
                .optional();
    }

    private static <T> String[] column(Collection<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
