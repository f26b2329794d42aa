package minglu.query.log.access;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.time.BusinessDates;
import minglu.platform.time.Instants;
import minglu.platform.web.Page;
import minglu.query.units.ReadAccess;
import minglu.query.web.Parameters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who looked at what (contract section 6). */
@RestController
class AccessLogController {

    private static final String BEGINNING = "1970-01-01";
    private static final String END = "9999-12-30";

    private final JdbcClient jdbc;
    private final ReadAccess access;

    AccessLogController(JdbcClient jdbc, ReadAccess access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /** A page of accesses, the earliest first. */
    record Accesses(List<Line> accesses, String next) {}

    /**
     * One access.
     *
     * @param number place in the log
     * @param at when
     * @param user name of the user, or the opaque id of one who is no longer there
     * @param action what was read
     * @param unit of which unit; null for none or several
     * @param subject of which subject; null for none or several
     * @param query the parameters of the request; null for none
     * @param status HTTP status of the answer
     */
    record Line(
            long number,
            @JsonFormat(pattern = "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", timezone = "UTC") Instant at,
            String user,
            String action,
            String unit,
            String subject,
            String query,
            int status) {}

    @GetMapping("/api/v1/access-log")
    Accesses accesses(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        Access.require(caller, Role.INSPECTOR);
        Parameters parameters = new Parameters(query, "from", "to", "limit", "after");
        Page page = parameters.page();
        // Dates are whole days in Shanghai.
        Instant from = moment(parameters, "from", 0).orElse(Instant.parse(BEGINNING + "T00:00:00Z"));
        Instant to = moment(parameters, "to", 1).orElse(Instant.parse(END + "T00:00:00Z"));
        List<Line> found = jdbc.sql(
                        """
                SELECT a.id, a.at, coalesce(u.name, a.user_id) AS who, a.action, a.unit, a.subject, a.query, a.status
                  FROM access_log a
                  LEFT JOIN users u ON CAST(u.id AS TEXT) = a.user_id
                 WHERE a.at >= :from AND a.at < :to AND a.id > :after
                   AND (:everything OR a.unit = ANY (:units))
                 ORDER BY a.id
                 LIMIT :limit""")
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("after", after(page))
                .param("everything", caller.unit() == null)
                .param("units", access.casesWithin(caller, null).toArray(String[]::new))
                .param("limit", page.limit() + 1)
                .query((row, number) -> new Line(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("who"),
                        row.getString("action"),
                        row.getString("unit"),
                        row.getString("subject"),
                        row.getString("query"),
                        row.getInt("status")))
                .list();
        return new Accesses(page.rows(found), page.next(found, line -> Long.toString(line.number())));
    }

    private static Optional<Instant> moment(Parameters parameters, String name, int daysLater) {
        return parameters.text(name).map(text -> {
            try {
                return text.length() == BEGINNING.length()
                        ? LocalDate.parse(text)
                                .plusDays(daysLater)
                                .atStartOfDay(BusinessDates.ZONE)
                                .toInstant()
                        : Instants.parse(text);
            } catch (DateTimeException e) {
                throw Parameters.invalid("parameter " + name + " must be a date or an instant, not " + text);
            }
        });
    }

    private static long after(Page page) {
        if (page.after() == null) {
            return 0;
        }
        if (!page.after().matches("[0-9]{1,18}")) {
            throw Parameters.invalid("after must be a cursor that an earlier page gave");
        }
        return Long.parseLong(page.after());
    }
}
