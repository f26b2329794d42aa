package minglu.platform.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import minglu.platform.MigratedDatabase;
import minglu.platform.TestApplication;
import minglu.platform.TestProperties;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A node that only reads, on a database that a full node has prepared. */
class ReadOnlyNodeTest {

    private final TestDatabase database = MigratedDatabase.copy();
    private final JdbcClient owner = JdbcClient.create(new DriverManagerDataSource(
            database.jdbcUrl(Role.OWNER), database.user(Role.OWNER), database.password(Role.OWNER)));

    @TempDir
    private Path keys;

    @Test
    void itStartsNoProcessorMigratesNothingAndMakesNoUser() {
        start(false, full -> assertThat(processor(full).isRunning()).isTrue());
        owner.sql("truncate users, user_audit").update();

        start(true, reader -> {
            assertThat(reader.getBean(Node.class).readOnly()).isTrue();
            assertThat(processor(reader).isRunning()).isFalse();
            assertThat(reader.getBean("processorsHealthIndicator", HealthIndicator.class)
                            .health()
                            .getStatus())
                    .isEqualTo(Status.UP);
            assertThat(count("users")).isZero();
        });
    }

    @Test
    void theDatabaseItselfRefusesWhateverItMightStillWriteUnlessAskedAsTheLogOfReadersMust() {
        start(false, full -> {});

        start(true, reader -> {
            JdbcClient jdbc = reader.getBean(JdbcClient.class);
            assertThat(jdbc.sql("select count(*) from users").query(Long.class).single())
                    .isEqualTo(1);
            assertThatThrownBy(() -> jdbc.sql("update users set unit = 'jyj'").update())
                    .isInstanceOf(DataAccessException.class)
                    .rootCause()
                    .hasMessageContaining("read-only transaction");
            new TransactionTemplate(reader.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
                jdbc.sql("set transaction read write").update();
                jdbc.sql("update users set unit = 'jyj'").update();
            });
            assertThat(jdbc.sql("select unit from users").query(String.class).single())
                    .isEqualTo("jyj");
        });
    }

    @Test
    void anEmptyDatabaseIsRefused() {
        assertThatThrownBy(() -> start(TestPostgres.freshDatabase(), true, reader -> {}))
                .rootCause()
                .hasMessageContaining("start a full node of this version first");
    }

    @Test
    void tablesOfAnOtherVersionAreRefused() {
        owner.sql("update flyway_schema_history set version = '999' where version = '014'")
                .update();

        assertThatThrownBy(() -> start(true, reader -> {}))
                .rootCause()
                .hasMessageContaining("1 migrations are missing, 1 are not known");
    }

    private static EventProcessor processor(ConfigurableApplicationContext application) {
        return application
                .getBean(EventProcessingConfiguration.class)
                .eventProcessors()
                .get("sample");
    }

    private long count(String table) {
        return owner.sql("select count(*) from " + table).query(Long.class).single();
    }

    private void start(boolean readOnly, Consumer<ConfigurableApplicationContext> then) {
        start(database, readOnly, then);
    }

    private void start(TestDatabase on, boolean readOnly, Consumer<ConfigurableApplicationContext> then) {
        Map<String, Object> properties = new HashMap<>(TestProperties.of(on));
        properties.put("minglu.keys", keys.resolve("keys").toString());
        properties.put("minglu.read-only", readOnly);
        properties.put("server.port", 0);
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(TestApplication.class)
                .properties(properties)
                .run()) {
            then.accept(application);
        }
    }
}
