package minglu.query.calendar;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import minglu.api.calendar.CalendarYear;
import minglu.api.calendar.CalendarYearDefined;
import minglu.api.calendar.WorkdayCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Every definition of a year that was ever recorded, over the years the product brings with it. */
@Component
public class CalendarStore {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    /** The definitions in this database. */
    public CalendarStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A definition and where it came from.
     *
     * @param definition the year
     * @param position of its event; null for a year the product brought with it
     * @param recordedAt when it was recorded; likewise
     */
    record Defined(CalendarYear definition, Long position, Instant recordedAt) {}

    /** Keeps a definition in a generation, within the caller's transaction. */
    public void add(int generation, long position, Instant recordedAt, CalendarYearDefined event) {
        jdbc.sql("INSERT INTO calendar_year_row (generation, position, year, definition, recorded_at)"
                        + " VALUES (?, ?, ?, ?, ?)")
                .params(
                        generation,
                        position,
                        event.definition().year(),
                        JSON.writeValueAsString(event.definition()),
                        Timestamp.from(recordedAt))
                .update();
    }

    /** The calendar as it was known at a position. */
    public WorkdayCalendar at(long position) {
        List<CalendarYear> definitions = jdbc.sql(
                        "SELECT definition FROM calendar_year WHERE position <= :position ORDER BY position")
                .param("position", position)
                .query((row, number) -> read(row.getString("definition")))
                .list();
        return WorkdayCalendar.builtIn().with(definitions);
    }

    /** What was known of a year at a position. */
    Optional<Defined> year(int year, long position) {
        return jdbc.sql("SELECT * FROM calendar_year WHERE year = :year AND position <= :position"
                        + " ORDER BY position DESC LIMIT 1")
                .param("year", year)
                .param("position", position)
                .query((row, number) -> new Defined(
                        read(row.getString("definition")),
                        row.getLong("position"),
                        row.getTimestamp("recorded_at").toInstant()))
                .optional()
                .or(() -> WorkdayCalendar.builtIn().year(year).map(brought -> new Defined(brought, null, null)));
    }

    private static CalendarYear read(String definition) {
        return JSON.readValue(definition, CalendarYear.class);
    }
}
