package minglu.postgres.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import minglu.postgres.PostgresException;
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
    void aDatabaseLikeAnotherHasItsRowsAndIsItsOwn() throws SQLException {
        AtomicInteger prepared = new AtomicInteger();
        Consumer<TestDatabase> prepare = empty -> {
            prepared.incrementAndGet();
            run(empty, "CREATE TABLE word (text text)");
            run(empty, "INSERT INTO word VALUES ('one')");
            run(empty, "GRANT SELECT ON word TO minglu_app");
        };

        TestDatabase one = TestPostgres.databaseLike("words", prepare);
        run(one, "INSERT INTO word VALUES ('two')");
        TestDatabase other = TestPostgres.databaseLike("words", prepare);

        assertThat(prepared).hasValue(1);
        try (var app = other.connect(Role.APP);
                var rows = app.createStatement().executeQuery("SELECT string_agg(text, ',') FROM word")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("one");
        }
    }

    @Test
    void aDatabaseThatSomebodyIsConnectedToIsNotCopied() throws SQLException {
        List<Connection> left = new ArrayList<>();
        try {
            assertThatThrownBy(() -> TestPostgres.databaseLike("connected", empty -> left.add(connect(empty))))
                    .isInstanceOf(PostgresException.class)
                    .hasMessageContaining("being accessed by other users");
        } finally {
            for (Connection connection : left) {
                connection.close();
            }
        }
    }

    private static Connection connect(TestDatabase database) {
        try {
            return database.connect(Role.OWNER);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(TestDatabase database, String sql) {
        try (Connection owner = database.connect(Role.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
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
