package minglu.query.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minglu.api.act.Coded;
import minglu.api.reporting.KeptFigures;
import minglu.api.reporting.ReportEvent;
import minglu.api.reporting.ReportStep;
import minglu.api.reporting.SignOff;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of sign-off. */
@Component
class ReportingStore {

    private static final String STEPS = "SELECT position, kind, unit, year, step, version, recorded_at, taken_by, role,"
            + " comment, figures, NULL AS content, checkpoint FROM sign_off";

    private final JdbcClient jdbc;

    ReportingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a step belongs to. */
    enum Kind implements Coded {
        RETURN,
        REPORT;

        @Override
        public String code() {
            return Coded.codeOf(this);
        }
    }

    /** What was written for a report. */
    enum Note implements Coded {
        TEXTS,
        JUSTIFICATIONS,
        DISMISSALS,
        REFERENCE;

        @Override
        public String code() {
            return Coded.codeOf(this);
        }
    }

    /**
     * A step as it was recorded.
     *
     * @param version of a report; 0 for a return, whose version follows from its steps
     * @param figures kept with the step, or null
     * @param content canonical JSON of a signed version; null where not asked for
     * @param checkpoint with which a version was published; else null
     */
    record Row(
            long position,
            Kind kind,
            String unit,
            int year,
            String step,
            int version,
            Instant recordedAt,
            SignOff signOff,
            KeptFigures figures,
            String content,
            String checkpoint) {}

    /** That a version was published, and the checkpoint it was published with; null where without. */
    record Publication(String checkpoint) {}

    /** Keeps a step, within the caller's transaction. */
    void add(Row row) {
        jdbc.sql(
                        "INSERT INTO sign_off (position, kind, unit, year, step, version, recorded_at, taken_by, role, comment,"
                                + " figures, content, checkpoint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        row.position(),
                        row.kind().code(),
                        row.unit(),
                        row.year(),
                        row.step(),
                        row.version(),
                        Timestamp.from(row.recordedAt()),
                        row.signOff().by(),
                        row.signOff().role(),
                        row.signOff().comment(),
                        row.figures() == null ? null : ReportingJson.write(row.figures()),
                        row.content(),
                        row.checkpoint())
                .update();
    }

    /** Keeps what was written, within the caller's transaction. */
    void add(long position, ReportEvent event, Note kind, Object body) {
        jdbc.sql("INSERT INTO report_note (position, unit, year, kind, body) VALUES (?, ?, ?, ?, ?)")
                .params(position, event.unit(), event.year(), kind.code(), ReportingJson.write(body))
                .update();
    }

    /** The steps of a return or report known at a position, oldest first. */
    List<Row> steps(Kind kind, String unit, int year, long position) {
        return jdbc.sql(STEPS + " WHERE kind = ? AND year = ? AND unit = ? AND position <= ? ORDER BY position")
                .params(kind.code(), year, unit, position)
                .query((row, number) -> row(row))
                .list();
    }

    /** The steps of the returns of several units known at a position, oldest first; a unit without steps is left out. */
    Map<String, List<Row>> returns(Collection<String> units, int year, long position) {
        Map<String, List<Row>> found = new HashMap<>();
        jdbc.sql(STEPS + " WHERE kind = 'return' AND year = :year AND unit = ANY (:units) AND position <= :position"
                        + " ORDER BY position")
                .param("year", year)
                .param("units", units.toArray(String[]::new))
                .param("position", position)
                .query((row, number) -> row(row))
                .list()
                .forEach(row -> found.computeIfAbsent(row.unit(), unit -> new ArrayList<>())
                        .add(row));
        return found;
    }

    /** The canonical JSON of a signed version. */
    Optional<String> content(String unit, int year, int version, long position) {
        return jdbc.sql("SELECT content FROM sign_off WHERE kind = 'report' AND year = ? AND unit = ? AND version = ?"
                        + " AND position <= ? AND content IS NOT NULL")
                .params(year, unit, version, position)
                .query(String.class)
                .optional();
    }

    /** How a version was published; empty while it is only signed. */
    Optional<Publication> publication(String unit, int year, int version, long position) {
        return jdbc.sql(
                        "SELECT checkpoint FROM sign_off WHERE kind = 'report' AND year = ? AND unit = ? AND version = ?"
                                + " AND position <= ? AND step = ?")
                .params(year, unit, version, position, ReportStep.PUBLISH.code())
                .query((row, number) -> new Publication(row.getString(1)))
                .optional();
    }

    /** Keeps the document of a published version, within the caller's transaction. */
    void addFile(String unit, int year, int version, String format, byte[] file, String sha256) {
        jdbc.sql("INSERT INTO report_file (unit, year, version, format, sha256, content) VALUES (?, ?, ?, ?, ?, ?)")
                .params(unit, year, version, format, sha256, file)
                .update();
    }

    /** The document of a published version. */
    Optional<byte[]> file(String unit, int year, int version, String format) {
        return jdbc.sql("SELECT content FROM report_file WHERE unit = ? AND year = ? AND version = ? AND format = ?")
                .params(unit, year, version, format)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    /** What was written last for a report, as known at a position. */
    <T> Optional<T> note(Note kind, String unit, int year, long position, Class<T> type) {
        return jdbc.sql("SELECT body FROM report_note WHERE unit = ? AND year = ? AND kind = ? AND position <= ?"
                        + " ORDER BY position DESC LIMIT 1")
                .params(unit, year, kind.code(), position)
                .query(String.class)
                .optional()
                .map(body -> ReportingJson.read(body, type));
    }

    /** What was written last for the reports of several units, by unit; a unit without is left out. */
    <T> Map<String, T> notes(Note kind, Collection<String> units, int year, long position, Class<T> type) {
        Map<String, T> found = new LinkedHashMap<>();
        jdbc.sql("SELECT DISTINCT ON (unit) unit, body FROM report_note WHERE unit = ANY (:units) AND year = :year"
                        + " AND kind = :kind AND position <= :position ORDER BY unit, position DESC")
                .param("units", units.toArray(String[]::new))
                .param("year", year)
                .param("kind", kind.code())
                .param("position", position)
                .query(row -> {
                    found.put(row.getString("unit"), ReportingJson.read(row.getString("body"), type));
                });
        return found;
    }

    private static Row row(ResultSet row) throws SQLException {
        String figures = row.getString("figures");
        return new Row(
                row.getLong("position"),
                "return".equals(row.getString("kind")) ? Kind.RETURN : Kind.REPORT,
                row.getString("unit"),
                row.getInt("year"),
                row.getString("step"),
                row.getInt("version"),
                row.getTimestamp("recorded_at").toInstant(),
                new SignOff(null, row.getString("taken_by"), row.getString("role"), row.getString("comment")),
                figures == null ? null : ReportingJson.read(figures, KeptFigures.class),
                row.getString("content"),
                row.getString("checkpoint"));
    }
}
