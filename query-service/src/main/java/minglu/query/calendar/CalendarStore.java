package minglu.query.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import minglu.api.calendar.CalendarYear;
import minglu.api.calendar.CalendarYearDefined;
import minglu.api.calendar.WorkdayCalendar;
import minglu.platform.database.CopyRows;
import minglu.query.follow.Generations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Every definition of a year that was ever recorded, over the years the product brings with it. */
@Component
public class CalendarStore {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    /** The definitions in this database. */
    public CalendarStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
    }

    /**
     * A definition and where it came from.
     *
     * @param definition the year
     * @param position of its event; null for a year the product brought with it
     * @param recordedAt when it was recorded; likewise
     */
    record Defined(CalendarYear definition, Long position, Instant recordedAt) {}

    /**
     * A year as it was defined.
     *
     * @param position of its event
     * @param event the event
     */
    public record NewYear(long position, CalendarYearDefined event) {}

    /** Keeps definitions in a generation, within the caller's transaction. */
    public void add(int generation, List<NewYear> years) {
        CopyRows rows = new CopyRows(
                years.size(),
                Generations.table("calendar_year", generation),
                "position",
                "year",
                "definition",
                "generation");
        for (NewYear year : years) {
            rows.row()
                    .bigint(year.position())
                    .integer(year.event().definition().year())
                    .text(JSON.writeValueAsString(year.event().definition()))
                    .integer(generation);
        }
        rows.write(jdbc);
    }

    /** The calendar as it was known at a position. */
    public WorkdayCalendar at(long position) {
        List<CalendarYear> definitions = client.sql(
                        "SELECT definition FROM calendar_year WHERE position <= :position ORDER BY position")
                .param("position", position)
                .query((row, number) -> read(row.getString("definition")))
                .list();
        return WorkdayCalendar.builtIn().with(definitions);
    }

    /** What was known of a year at a position. */
    Optional<Defined> year(int year, long position) {
        return client.sql("SELECT * FROM calendar_year WHERE year = :year AND position <= :position"
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
