package minglu.platform.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until a database can be reached. What waiting does not mend, as a wrong password, is thrown at once. */
public final class DatabaseWait {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWait.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String ANSWER_WITHIN_SECONDS = "5";

    private final Consumer<String> reason;

    /** @param reason told each time why it is waited, as a sentence without secrets */
    public DatabaseWait(Consumer<String> reason) {
        this.reason = reason;
    }

    /**
     * Returns when each of these can connect.
     *
     * @throws IllegalStateException if a server answers and refuses for good
     */
    public void until(List<DatabaseAccess> accesses) {
        for (DatabaseAccess access : accesses) {
            String told = null;
            for (String why = whyNot(access); why != null; why = whyNot(access)) {
                reason.accept(why);
                if (!why.equals(told)) {
                    LOG.warn("Waiting: {}", why);
                    told = why;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            if (told != null) {
                LOG.info("The database answers");
            }
        }
        reason.accept("starting");
    }

    /** Null if it can connect. */
    private static String whyNot(DatabaseAccess access) {
        Properties properties = new Properties();
        properties.setProperty("user", access.user());
        if (access.password() != null) {
            properties.setProperty("password", access.password());
        }
        properties.setProperty("connectTimeout", ANSWER_WITHIN_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_WITHIN_SECONDS);
        try (Connection connection = DriverManager.getConnection(access.url(), properties)) {
            return connection.isValid(1) ? null : "the database " + access.url() + " does not answer";
        } catch (SQLException e) {
            if (mayMend(e.getSQLState())) {
                return "the database " + access.url() + " cannot be reached (" + e.getMessage() + ")";
            }
            throw new IllegalStateException(
                    "The database " + access.url() + " refuses user " + access.user() + ": " + e.getMessage(), e);
        }
    }

    /** No connection; starting, stopping or crashed; too many connections. */
    private static boolean mayMend(String state) {
        return state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }
}
