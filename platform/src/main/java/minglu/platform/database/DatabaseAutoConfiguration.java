package minglu.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.annotation.Bean;

/** The pool of the application's role, and Flyway as the owner. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseAutoConfiguration {

    @Bean
    DatabaseAccess databaseAccess(DatabaseProperties properties) {
        return properties.application();
    }

    @Bean
    HikariDataSource dataSource(DatabaseProperties properties, DatabaseAccess access) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("minglu");
        pool.setJdbcUrl(access.url());
        pool.setUsername(access.user());
        pool.setPassword(access.password());
        pool.setMaximumPoolSize(properties.poolSize());
        return new HikariDataSource(pool);
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(DatabaseProperties properties) {
        DatabaseAccess owner = properties.owner();
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

    /** {@code appRole} is the application's role as an SQL identifier, {@code appRoleName} its bare name. */
    @Bean
    FlywayConfigurationCustomizer applicationRole(DatabaseAccess access) {
        return flyway -> flyway.placeholders(Map.of(
                "appRole",
                '"' + access.user().replace("\"", "\"\"") + '"',
                "appRoleName",
                access.user().replace("'", "''")));
    }
}
