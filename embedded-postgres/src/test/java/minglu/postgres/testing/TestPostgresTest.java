package minglu.postgres.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import minglu.postgres.Role;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

    @Test
    void eachTestGetsADatabaseOfItsOwn() throws SQLException {
        TestDatabase one = TestPostgres.freshDatabase();
        TestDatabase other = TestPostgres.freshDatabase();
        try (var owner = one.connect(Role.OWNER);
                var statement = owner.createStatement()) {
            statement.execute("CREATE TABLE here (id int)");
            statement.execute("GRANT SELECT ON here TO minglu_app");
        }
        try (var app = one.connect(Role.APP);
                var statement = app.createStatement()) {
            assertThat(statement.executeQuery("SELECT * FROM here").next()).isFalse();
        }
        try (var owner = other.connect(Role.OWNER);
                var statement = owner.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM here"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void aDroppedDatabaseIsGone() {
        TestDatabase database = TestPostgres.freshDatabase();

        database.drop();

        assertThatThrownBy(() -> database.connect(Role.OWNER)).isInstanceOf(SQLException.class);
    }

    @Test
    void theServerOfTheTestsIsFastAndNotDurable() throws SQLException {
        try (var app = TestPostgres.freshDatabase().connect(Role.APP);
                var rows = app.createStatement().executeQuery("SHOW fsync")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("off");
        }
    }
}
