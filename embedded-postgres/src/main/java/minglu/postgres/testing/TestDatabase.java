package minglu.postgres.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Role;

/**
 * One empty database of the shared test server.
 *
 * @param server the server it is on
 * @param name the name of the database
 */
public record TestDatabase(EmbeddedPostgres server, String name) {

    /** The JDBC address for a role; it holds neither user nor password. */
    public String jdbcUrl(Role role) {
        return server.jdbcUrl(role, name);
    }

    /** The user name of a role. */
    public String user(Role role) {
        return server.user(role);
    }

    /** The password of a role. */
    public String password(Role role) {
        return server.password(role);
    }

    /**
     * Opens a new connection, which the caller closes.
     *
     * @throws SQLException if the server refuses it
     */
    public Connection connect(Role role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(role), user(role), password(role));
    }

    /** Deletes the database and ends the connections to it; not needed, the whole server goes with the JVM. */
    public void drop() {
        server.dropDatabase(name);
    }
}
