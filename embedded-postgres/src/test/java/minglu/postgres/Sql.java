package minglu.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import minglu.postgres.testing.TestPostgres;

/** Short ways to talk to a server. */
final class Sql {

    private Sql() {}

    static Connection connect(EmbeddedPostgres server, Role role) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(role), server.user(role), server.password(role));
    }

    static void run(EmbeddedPostgres server, Role role, String sql) throws SQLException {
        try (Connection connection = connect(server, role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String one(EmbeddedPostgres server, Role role, String sql) throws SQLException {
        try (Connection connection = connect(server, role);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Durable, with the binaries that all tests share. */
    static Options durable() {
        return Options.defaults().withBinariesDirectory(TestPostgres.sharedBinaries());
    }
}
