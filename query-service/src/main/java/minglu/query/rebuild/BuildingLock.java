package minglu.query.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import minglu.query.follow.Generations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Held by the one who builds or takes away generations; on a connection of its own, so that it ends with a process that dies, and
 * holds across nodes.
 */
final class BuildingLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BuildingLock.class);

    private final Connection connection;

    private BuildingLock(Connection connection) {
        this.connection = connection;
    }

    /** The lock, or empty if somebody holds it. */
    static Optional<BuildingLock> take(DataSource database) {
        try {
            Connection connection = database.getConnection();
            if (ask(connection, "SELECT pg_try_advisory_lock(?, ?)")) {
                return Optional.of(new BuildingLock(connection));
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("the database did not say whether a rebuild is running", e);
        }
    }

    private static boolean ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, Generations.buildingLock()[0]);
            statement.setInt(2, Generations.buildingLock()[1]);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    @Override
    public void close() {
        try (connection) {
            ask(connection, "SELECT pg_advisory_unlock(?, ?)");
        } catch (SQLException e) {
            LOG.warn("the lock of the rebuild ended with its connection: {}", e.getMessage());
        }
    }
}
