package minglu.platform.axon;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EventStoreGuardTest {

    private final TestDatabase database = TestPostgres.freshDatabase();
    private final EventStoreGuard guard = new EventStoreGuard(JdbcClient.create(new DriverManagerDataSource(
            database.jdbcUrl(Role.APP), database.user(Role.APP), database.password(Role.APP))));

    @AfterEach
    void drop() {
        database.drop();
    }

    private Flyway migrations(String target) {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(Role.OWNER), database.user(Role.OWNER), database.password(Role.OWNER))
                .placeholders(Map.of("appRole", database.user(Role.APP), "appRoleName", database.user(Role.APP)))
                .target(target)
                .load();
    }

    @Test
    void aNewDatabaseBelongsToWhomeverComesFirst() {
        migrations("latest").migrate();

        guard.claim(EventStoreKind.AXON_SERVER);

        assertThatCode(() -> guard.claim(EventStoreKind.AXON_SERVER)).doesNotThrowAnyException();
        assertThatThrownBy(() -> guard.claim(EventStoreKind.POSTGRESQL))
                .isInstanceOf(UnsafeSetupException.class)
                .hasMessageContaining("belongs to an installation whose event store is Axon Server")
                .hasMessageContaining("Start command-service and query-service on it");
    }

    @Test
    void aDatabaseOfTheOneProcessIsRefusedToTheServices() {
        migrations("latest").migrate();
        guard.claim(EventStoreKind.POSTGRESQL);

        assertThatThrownBy(() -> guard.claim(EventStoreKind.AXON_SERVER))
                .isInstanceOf(UnsafeSetupException.class)
                .hasMessageContaining("event store is PostgreSQL itself (./minglu serve)");
    }

    @Test
    void aDatabaseThatHoldsEventsAlreadyBelongsToThem() {
        migrations("13").migrate();
        JdbcClient.create(new DriverManagerDataSource(
                        database.jdbcUrl(Role.OWNER), database.user(Role.OWNER), database.password(Role.OWNER)))
                .sql("UPDATE sequencer SET position = 7")
                .update();
        migrations("latest").migrate();

        assertThatThrownBy(() -> guard.claim(EventStoreKind.AXON_SERVER)).isInstanceOf(UnsafeSetupException.class);
        assertThatCode(() -> guard.claim(EventStoreKind.POSTGRESQL)).doesNotThrowAnyException();
    }
}
