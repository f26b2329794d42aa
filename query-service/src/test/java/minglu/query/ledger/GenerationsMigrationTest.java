package minglu.query.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

/** A ledger from before there were generations and sums: nothing is lost, and whole blocks are summed up. */
class GenerationsMigrationTest {

    private static final String LAST_BEFORE = "310";

    private static FluentConfiguration flyway(TestDatabase database) {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(Role.OWNER), database.user(Role.OWNER), database.password(Role.OWNER))
                .placeholders(Map.of("appRole", Role.APP.user(), "appRoleName", Role.APP.user()));
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void old_postings_are_live_and_their_whole_blocks_are_summed_up() throws SQLException {
        TestDatabase database = TestPostgres.freshDatabase();
        try (Connection owner = database.connect(Role.OWNER);
                Statement statement = owner.createStatement()) {
            flyway(database).target(LAST_BEFORE).load().migrate();
            statement.execute("INSERT INTO account (name) VALUES ('decision/licence'), ('decision/penalty')");
            statement.execute("INSERT INTO posting (position, line, account, occurred_on, amount, unit, subject, act)"
                    + " SELECT n, 0, 1 + n % 2, DATE '2021-01-01' + CAST(n % 700 AS INTEGER), n, 'u' || n % 3, 's', '1'"
                    + " FROM generate_series(1, 70000) AS n");
            statement.execute("INSERT INTO projection_position (projection, position) VALUES ('ledger', 70000)");

            flyway(database).load().migrate();

            assertThat(number(statement, "SELECT count(*) FROM posting")).isEqualTo(70_000);
            for (int level = 0; level < Blocks.DEFAULT.levels(); level++) {
                long covered = 70_000L >> Blocks.DEFAULT.bits(level) << Blocks.DEFAULT.bits(level);
                assertThat(number(statement, "SELECT coalesce(sum(amount), 0) FROM posting_sum WHERE level = " + level))
                        .as("level " + level)
                        .isEqualTo(number(
                                statement,
                                "SELECT coalesce(sum(amount), 0) FROM posting WHERE position <= " + covered));
            }
            assertThat(number(
                            statement,
                            "SELECT sum(amount) FROM posting_sum WHERE level = 0 AND block = 3"
                                    + " AND unit = (SELECT id FROM recording_unit WHERE name = 'u1') AND account = 2"
                                    + " AND month = DATE '2021-05-01'"))
                    .isEqualTo(
                            number(
                                    statement,
                                    "SELECT sum(amount) FROM posting WHERE position > 12288 AND position <= 16384"
                                            + " AND unit = (SELECT id FROM recording_unit WHERE name = 'u1')"
                                            + " AND account = 2 AND occurred_on BETWEEN DATE '2021-05-01' AND DATE '2021-05-31'"));
        } finally {
            database.drop();
        }
    }
}
