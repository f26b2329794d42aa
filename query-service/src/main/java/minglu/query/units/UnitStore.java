package minglu.query.units;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import minglu.api.act.Identifiers;
import minglu.api.unit.UnitDefined;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import minglu.platform.database.CopyRows;
import minglu.query.follow.Fit;
import minglu.query.follow.Generations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every definition of a unit that was ever recorded. */
@Component
public class UnitStore {

    private final JdbcTemplate jdbc;
    private final JdbcClient client;

    /** The definitions in this database. */
    public UnitStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
    }

    /**
     * Verifies that a definition can be kept.
     *
     * @throws IllegalStateException if not
     */
    public static void verifyFits(UnitDefined event) {
        UnitDefinition definition = event.definition();
        if (definition == null || definition.kind() == null) {
            throw new IllegalStateException("the definition of the unit has no kind");
        }
        Fit.text("unit", event.unit(), Identifiers.LONGEST_UNIT);
        Fit.text("name", definition.name(), Integer.MAX_VALUE);
        Fit.textOrNull("parent", definition.parent(), Identifiers.LONGEST_UNIT);
        Fit.textOrNull("successor", definition.successor(), Identifiers.LONGEST_UNIT);
    }

    /** Keeps definitions in a generation, within the caller's transaction. */
    public void add(int generation, List<Known> definitions) {
        CopyRows rows = new CopyRows(
                definitions.size(),
                Generations.table("unit_definition", generation),
                "position",
                "unit",
                "valid_from",
                "name",
                "kind",
                "parent",
                "reporting_from",
                "reporting_until",
                "successor",
                "generation");
        for (Known known : definitions) {
            UnitDefinition definition = known.definition().definition();
            rows.row()
                    .bigint(known.position())
                    .text(known.definition().unit())
                    .integerOrNull(known.definition().validFrom())
                    .text(definition.name())
                    .text(definition.kind().code())
                    .text(definition.parent())
                    .integerOrNull(definition.reportingFrom())
                    .integerOrNull(definition.reportingUntil())
                    .text(definition.successor())
                    .integer(generation);
        }
        rows.write(jdbc);
    }

    /** A definition and the position at which it was recorded. */
    public record Known(long position, UnitDefined definition) {}

    /** The definitions known at a position, in the order in which they were recorded. */
    public List<UnitDefined> knownAt(long position) {
        return history(position).stream().map(Known::definition).toList();
    }

    /** The definitions known at a position with their own positions, in the order in which they were recorded. */
    public List<Known> history(long position) {
        return client.sql("SELECT * FROM unit_definition WHERE position <= :position ORDER BY position")
                .param("position", position)
                .query((row, number) -> new Known(row.getLong("position"), definition(row)))
                .list();
    }

    private static UnitDefined definition(ResultSet row) throws SQLException {
        return new UnitDefined(
                row.getString("unit"),
                row.getObject("valid_from", Integer.class),
                new UnitDefinition(
                        row.getString("name"),
                        UnitKind.valueOf(
                                row.getString("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
                        row.getString("parent"),
                        row.getObject("reporting_from", Integer.class),
                        row.getObject("reporting_until", Integer.class),
                        row.getString("successor")));
    }

    /** The units as they are in a year, as known at a position. */
    public UnitTree treeAt(int year, long position) {
        return UnitTree.of(knownAt(position), year);
    }

    /** The units as they are in a year, as known now. */
    public UnitTree tree(int year) {
        return treeAt(year, Long.MAX_VALUE);
    }

    /** The units by their latest definitions. */
    public UnitTree latest() {
        return tree(Year.MAX_VALUE);
    }
}
