package minglu.platform;

import java.util.Map;
import javax.sql.DataSource;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh database with all migrations, for tests that need no application.
 *
 * @param application connects as the application's role
 */
public record MigratedDatabase(DataSource application) {

    /** Creates one. */
    public static MigratedDatabase fresh() {
        TestDatabase database = TestPostgres.freshDatabase();
        Flyway.configure()
                .dataSource(database.jdbcUrl(Role.OWNER), database.user(Role.OWNER), database.password(Role.OWNER))
                .placeholders(Map.of("appRole", database.user(Role.APP), "appRoleName", database.user(Role.APP)))
                .load()
                .migrate();
        return new MigratedDatabase(new DriverManagerDataSource(
                database.jdbcUrl(Role.APP), database.user(Role.APP), database.password(Role.APP)));
    }

    /** Statements as the application's role. */
    public JdbcClient jdbc() {
        return JdbcClient.create(application);
    }

    /** Transactions of the application's role. */
    public TransactionTemplate transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(application));
    }
}
