package minglu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import minglu.platform.HttpTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseTest extends HttpTest {

    private static final String URL = "jdbc:postgresql://db/minglu";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private DatabaseAccess access;

    @Test
    void theApplicationRunsAsItsOwnRoleAndCreatesNothing() {
        assertThat(jdbc.sql("SELECT current_user").query(String.class).single()).isEqualTo(access.user());
        for (String forbidden : new String[] {
            "CREATE TABLE mine (a int)", "DROP TABLE users", "ALTER TABLE users ADD COLUMN a int", "CREATE SCHEMA mine"
        }) {
            assertThatThrownBy(() -> jdbc.sql(forbidden).update())
                    .as(forbidden)
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    @Test
    void thePoolHasTheSizeAndTheParametersItNeeds() {
        assertThat(pool.getMaximumPoolSize()).isEqualTo(5);
        assertThat(pool.getJdbcUrl()).contains("reWriteBatchedInserts=true", "logServerErrorDetail=false");
        assertThat(access.url()).isEqualTo(pool.getJdbcUrl());
        assertThat(access.toString()).doesNotContain(access.password());
    }

    @Test
    void errorsOfTheDatabaseHoldNoValuesOfRows() {
        assertThatThrownBy(() -> jdbc.sql(
                                """
                                INSERT INTO users (id, name, password_hash, roles, created_at, changed_at)
                                VALUES (gen_random_uuid(), 'admin', 'a-secret-value', '{admin}', now(), now())
                                """)
                        .update())
                .rootCause()
                .hasMessageContaining("users_name")
                .message()
                .doesNotContain("(admin)");
    }

    @Test
    void parametersThatAreAlreadyThereStay() {
        DatabaseProperties given =
                new DatabaseProperties(URL + "?reWriteBatchedInserts=false&ssl=true", "app", "p", null, null, 20);

        assertThat(given.application().url())
                .isEqualTo(URL + "?reWriteBatchedInserts=false&ssl=true&logServerErrorDetail=false");
    }

    @Test
    void withoutAnOwnerTheApplicationMigratesItself() {
        assertThat(new DatabaseProperties(URL, "app", "p", null, null, 20)
                        .owner()
                        .user())
                .isEqualTo("app");
        assertThat(new DatabaseProperties(URL, "app", "p", "owner", "q", 20)
                        .owner()
                        .user())
                .isEqualTo("owner");
    }

    @Test
    void aMissingOrForeignAddressIsRefused() {
        assertThatThrownBy(() -> new DatabaseProperties(null, "app", "p", null, null, 20))
                .hasMessageContaining("minglu.database.url");
        assertThatThrownBy(() -> new DatabaseProperties(URL, " ", "p", null, null, 20))
                .hasMessageContaining("minglu.database.user");
        assertThatThrownBy(() -> new DatabaseProperties("jdbc:h2:mem:x", "app", "p", null, null, 20))
                .hasMessageContaining("jdbc:h2:mem:x");
    }
}
