package minglu.query.log.access;

import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Clock;
import minglu.platform.access.Caller;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who read which case or took what out of the house. Rows are only ever added; the data that were read are never among them. */
public final class AccessLog {

    private static final int LONGEST_UNIT = 32;
    private static final int LONGEST_SUBJECT = 64;
    private static final int LONGEST_QUERY = 1_000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    /** The log in this database. */
    public AccessLog(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Notes that somebody read something, or was refused.
     *
     * @param caller who
     * @param action what was read
     * @param unit of which unit; null for none or several
     * @param subject of which subject; null for none or several
     * @param query the parameters of the request; null for none
     * @param status HTTP status of the answer
     */
    public void note(Caller caller, String action, String unit, String subject, String query, int status) {
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            // A node that only reads has connections that only read; this table is the exception.
            boolean readOnly = connection.isReadOnly();
            connection.setReadOnly(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO access_log"
                    + " (at, user_id, action, unit, subject, query, status) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
                insert.setTimestamp(1, Timestamp.from(clock.instant()));
                insert.setString(2, caller.id());
                insert.setString(3, action);
                insert.setString(4, fitting(unit, LONGEST_UNIT));
                insert.setString(5, fitting(subject, LONGEST_SUBJECT));
                insert.setString(6, fitting(query, LONGEST_QUERY));
                insert.setInt(7, status);
                return insert.executeUpdate();
            } finally {
                connection.setReadOnly(readOnly);
            }
        });
    }

    /** What somebody asks for need not be a unit or a subject; what PostgreSQL cannot keep is left out. */
    private static String fitting(String text, int longest) {
        String clean = text == null ? null : text.replace("\0", "");
        return clean == null || clean.length() <= longest ? clean : clean.substring(0, longest);
    }
}
