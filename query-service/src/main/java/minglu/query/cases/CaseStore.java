package minglu.query.cases;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import minglu.api.act.ActType;
import minglu.api.act.Identifiers;
import minglu.platform.database.CopyRows;
import minglu.query.follow.Dictionaries;
import minglu.query.follow.Fit;
import minglu.query.follow.Generations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The acts as they were recorded: only ever added. */
@Component
class CaseStore {

    private static final int LONGEST_USER = 64;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final Dictionaries names;

    CaseStore(JdbcTemplate jdbc, Dictionaries names) {
        this.jdbc = jdbc;
        this.names = names;
        this.client = JdbcClient.create(jdbc);
    }

    /** An act and the years whose figures it counts in or moves. */
    record Row(CaseAct act, Collection<Integer> years) {}

    /**
     * Verifies that an act can be kept.
     *
     * @throws IllegalStateException if not
     */
    static void verifyFits(Row row) {
        CaseAct act = row.act();
        Fit.text("unit", act.unit(), Identifiers.LONGEST_UNIT);
        Fit.text("subject", act.subject(), Identifiers.LONGEST_NAME);
        Fit.text("act", act.id(), Identifiers.LONGEST_NAME);
        Fit.date("date", act.occurredOn());
        Fit.text("data", act.data(), Integer.MAX_VALUE);
        Fit.textOrNull("reason", act.reason(), Integer.MAX_VALUE);
        Fit.textOrNull("user", act.recordedBy(), LONGEST_USER);
        Fit.textOrNull("corrected act", act.corrects(), Identifiers.LONGEST_NAME);
        if (act.movedTo() != null) {
            Fit.date("new date", act.movedTo());
        }
    }

    /** Adds acts to a generation, within the caller's transaction. */
    void add(int generation, List<Row> rows) {
        Map<String, Integer> units = names.units()
                .numbersOrNew(rows.stream().map(row -> row.act().unit()).collect(Collectors.toSet()));
        Map<String, Integer> recorders = names.recorders()
                .numbersOrNew(rows.stream()
                        .map(row -> row.act().recordedBy())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        CopyRows copied = new CopyRows(
                rows.size(),
                Generations.table("recorded_act", generation),
                "position",
                "unit",
                "occurred_on",
                "generation",
                "recorded_by",
                "moved_to",
                "late",
                "subject",
                "id",
                "type",
                "data",
                "reason",
                "corrects",
                "years");
        for (Row row : rows) {
            CaseAct act = row.act();
            copied.row()
                    .bigint(act.position())
                    .integer(units.get(act.unit()))
                    .date(act.occurredOn())
                    .integer(generation)
                    .integerOrNull(act.recordedBy() == null ? null : recorders.get(act.recordedBy()))
                    .date(act.movedTo())
                    .bool(act.late())
                    .text(act.subject())
                    .text(act.id())
                    .text(act.type().code())
                    .text(act.data())
                    .text(act.reason())
                    .text(act.corrects())
                    .integers(act.corrects() == null && !act.late() ? null : row.years());
        }
        copied.write(jdbc);
    }

    /** The acts of a subject, by position; empty where nobody knew of it. */
    List<CaseAct> subject(String unit, String subject, long known) {
        return client.sql("SELECT * FROM recorded_act WHERE unit = :unit AND subject = :subject AND position <= :known"
                        + " ORDER BY position")
                .param("unit", unit)
                .param("subject", subject)
                .param("known", known)
                .query((row, number) -> act(row))
                .list();
    }

    /** The acts of the next subjects of a unit in the order of their names, each subject whole, by position. */
    List<CaseAct> subjects(String unit, String after, String text, long known, int subjects) {
        return client.sql(
                        """
                SELECT a.*
                  FROM (SELECT subject
                          FROM recorded_act
                         WHERE unit = :unit AND subject > :after AND position <= :known
                           AND strpos(subject, :text) > 0
                         GROUP BY subject
                         ORDER BY subject
                         LIMIT :subjects) s
                  JOIN recorded_act a ON a.unit = :unit AND a.subject = s.subject
                 WHERE a.position <= :known
                 ORDER BY a.subject, a.position""")
                .param("unit", unit)
                .param("after", after)
                .param("text", text)
                .param("known", known)
                .param("subjects", subjects)
                .query((row, number) -> act(row))
                .list();
    }

    /**
     * The acts of the requests without a live result, by unit, subject and position, each request whole: some receipt and no
     * result was left unretracted. One pass over the acts; joins of receipts, results and retractions are quadratic where the
     * planner takes them for few.
     */
    List<CaseAct> openRequests(Collection<String> units, long known) {
        return client.sql(
                        """
                SELECT a.*
                  FROM (SELECT unit_no, subject
                          FROM recorded_act
                         WHERE type IN ('request-received', 'request-decided', 'request-transferred', 'act-retracted')
                           AND unit_no = ANY (:units) AND position <= :known
                         GROUP BY unit_no, subject
                        HAVING coalesce(array_agg(id) FILTER (WHERE type IN ('request-decided', 'request-transferred')), '{}')
                               <@ coalesce(array_agg(corrects) FILTER (WHERE type = 'act-retracted'), '{}')
                           AND NOT coalesce(array_agg(id) FILTER (WHERE type = 'request-received'), '{}')
                               <@ coalesce(array_agg(corrects) FILTER (WHERE type = 'act-retracted'), '{}')) o
                  JOIN recorded_act a ON a.unit_no = o.unit_no AND a.subject = o.subject
                 WHERE a.position <= :known
                 ORDER BY a.unit, a.subject, a.position""")
                .param("units", names.units().numbers(units))
                .param("known", known)
                .query((row, number) -> act(row))
                .list();
    }

    /**
     * The acts of the requests that may have a result between two days, by unit, subject and position, each request whole. A
     * result may have been retracted, or been moved into or out of that time.
     */
    List<CaseAct> requestsWithResult(Collection<String> units, LocalDate from, LocalDate until, long known) {
        return between("type IN ('request-decided', 'request-transferred')", units, from, until, known);
    }

    /** The acts of the requests that may have been received between two days, likewise. */
    List<CaseAct> requestsReceived(String unit, LocalDate from, LocalDate until, long known) {
        return between("type = 'request-received'", List.of(unit), from, until, known);
    }

    private List<CaseAct> between(String types, Collection<String> units, LocalDate from, LocalDate until, long known) {
        return client.sql(
                        """
                SELECT a.*
                  FROM (SELECT unit_no, subject
                          FROM recorded_act
                         WHERE %s
                           AND unit_no = ANY (:units) AND occurred_on BETWEEN :from AND :until AND position <= :known
                         UNION
                        SELECT unit_no, subject
                          FROM recorded_act
                         WHERE unit_no = ANY (:units) AND moved_to BETWEEN :from AND :until AND position <= :known) s
                  JOIN recorded_act a ON a.unit_no = s.unit_no AND a.subject = s.subject
                 WHERE a.position <= :known
                 ORDER BY a.unit, a.subject, a.position"""
                                .formatted(types))
                .param("units", names.units().numbers(units))
                .param("from", Date.valueOf(from))
                .param("until", Date.valueOf(until))
                .param("known", known)
                .query((row, number) -> act(row))
                .list();
    }

    /**
     * Retractions, amendments and late acts, by position.
     *
     * @param units of these units
     * @param year a year they count in or move; null: any. A correction that moves no figure belongs to the year of the act it
     *     corrects
     */
    List<CaseAct> notable(Collection<String> units, Integer year, long known, long after, int limit) {
        return client.sql(
                        """
                SELECT c.*
                  FROM recorded_act c
                  LEFT JOIN recorded_act o ON o.unit_no = c.unit_no AND o.subject = c.subject AND o.id = c.corrects
                 WHERE (c.corrects IS NOT NULL OR c.late)
                   AND c.unit_no = ANY (:units)
                   AND (:anyYear OR :year = ANY (c.years)
                        OR cardinality(c.years) = 0 AND :year = extract(YEAR FROM o.occurred_on))
                   AND c.position <= :known AND c.position > :after
                 ORDER BY c.position
                 LIMIT :limit""")
                .param("units", names.units().numbers(units))
                .param("anyYear", year == null)
                .param("year", year == null ? 0 : year)
                .param("known", known)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> act(row))
                .list();
    }

    private static CaseAct act(ResultSet row) throws SQLException {
        return new CaseAct(
                row.getLong("position"),
                row.getString("unit"),
                row.getString("subject"),
                row.getString("id"),
                ActType.find(row.getString("type")).orElseThrow(),
                row.getObject("occurred_on", LocalDate.class),
                row.getString("data"),
                row.getString("reason"),
                row.getBoolean("late"),
                row.getTimestamp("recorded_at").toInstant(),
                row.getString("recorded_by"),
                row.getString("corrects"),
                row.getObject("moved_to", LocalDate.class));
    }
}
