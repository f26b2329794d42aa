package minglu.command.sequencer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import minglu.command.MigratedDatabase;
import minglu.platform.database.DatabaseAccess;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A migrated database of its own for one test. */
final class EventStoreDatabase {

    private final TestDatabase database = MigratedDatabase.fresh();

    DatabaseAccess access() {
        return new DatabaseAccess(database.jdbcUrl(Role.APP), database.user(Role.APP), database.password(Role.APP));
    }

    /** Opens a connection for each use, like a pool that is never empty. */
    DataSource dataSource() {
        return new DriverManagerDataSource(
                database.jdbcUrl(Role.APP), database.user(Role.APP), database.password(Role.APP));
    }

    JdbcClient asApplication() {
        return JdbcClient.create(dataSource());
    }

    Connection connect(Role role) throws SQLException {
        return database.connect(role);
    }

    List<Long> positions() {
        return asApplication()
                .sql("select globalIndex from DomainEventEntry order by 1")
                .query(Long.class)
                .list();
    }

    List<String> identifiers() {
        return new ArrayList<>(asApplication()
                .sql("select eventIdentifier from DomainEventEntry order by globalIndex")
                .query(String.class)
                .list());
    }

    Standing standing() {
        return asApplication()
                .sql("select epoch, position, recorded_at, owner, beat from sequencer")
                .query((row, number) -> new Standing(
                        row.getLong(1),
                        row.getLong(2),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4),
                        row.getLong(5)))
                .single();
    }

    /** Ends the sessions of all writers; returns when the server has forgotten them. */
    void killWriters() {
        JdbcClient jdbc = asApplication();
        String writers = " from pg_stat_activity where application_name = '" + WriterConnection.APPLICATION_NAME
                + "' and datname = current_database()";
        List<Integer> pids =
                jdbc.sql("select pid" + writers).query(Integer.class).list();
        for (Integer pid : pids) {
            // Waits up to 10 s for the end of the session.
            jdbc.sql("select pg_terminate_backend(?, 10000)")
                    .param(pid)
                    .query(Boolean.class)
                    .single();
        }
    }
}
