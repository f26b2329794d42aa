package minglu.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.stream.Stream;
import javax.sql.DataSource;
import minglu.platform.node.Node;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;

/** The pool of the application's role, and Flyway as the owner. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseAutoConfiguration {

    private static final int CONNECTIONS_AT_REST = 4;

    @Bean
    DatabaseAccess databaseAccess(DatabaseProperties properties) {
        return properties.application();
    }

    /** On a node that only reads, the server itself refuses every change but in a transaction that begins with SET TRANSACTION READ
     * WRITE. */
    @Bean
    HikariDataSource dataSource(DatabaseProperties properties, DatabaseAccess access, Node node) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("minglu");
        pool.setJdbcUrl(access.url());
        pool.setUsername(access.user());
        pool.setPassword(access.password());
        pool.setMaximumPoolSize(properties.poolSize());
        // A start does not wait for connections that only busy days need.
        pool.setMinimumIdle(Math.min(properties.poolSize(), CONNECTIONS_AT_REST));
        pool.setReadOnly(node.readOnly());
        pool.setConnectionInitSql(IdleTransactionLimit.OF_CONNECTION);
        // By default the driver would leave single statements out.
        pool.addDataSourceProperty("readOnlyMode", "always");
        return new HikariDataSource(pool);
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(DatabaseProperties properties, Node node) {
        DatabaseAccess owner = node.readOnly() ? properties.application() : properties.owner();
        return new FlywayConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return owner.url();
            }

            @Override
            public String getUsername() {
                return owner.user();
            }

            @Override
            public String getPassword() {
                return owner.password();
            }
        };
    }

    /** A node that only reads migrates nothing; it looks whether the tables are those it was made for. */
    @Bean
    FlywayMigrationStrategy migrations(Node node) {
        return node.readOnly() ? DatabaseAutoConfiguration::requireSameVersion : Flyway::migrate;
    }

    private static void requireSameVersion(Flyway flyway) {
        // Not those that Flyway calls pending: below the newest one it ignores a missing one.
        long missing = Stream.of(flyway.info().all())
                .map(MigrationInfo::getState)
                .filter(state -> state.isResolved() && !state.isApplied())
                .count();
        long unknown = Stream.of(flyway.info().all())
                .map(MigrationInfo::getState)
                .filter(state -> state.isApplied() && !state.isResolved())
                .count();
        if (missing > 0 || unknown > 0) {
            throw new IllegalStateException("the tables of the database are not of this version of Minglu: " + missing
                    + " migrations are missing, " + unknown
                    + " are not known to this version; start a full node of this version first");
        }
    }

    /** Lets a reader be slow, where a writing transaction that lies idle is ended after a while. */
    @Bean
    IdleTransactionLimit idleTransactionLimit(DataSource dataSource) {
        return new IdleTransactionLimit(dataSource);
    }

    @Bean
    FlywayConfigurationCustomizer applicationRole(DatabaseAccess access) {
        return flyway -> flyway.placeholders(Migrations.placeholders(access));
    }
}
