package minglu.platform;

import javax.sql.DataSource;
import minglu.platform.database.DatabaseAccess;
import minglu.platform.database.Migrations;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;
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
        TestDatabase database = copy();
        return new MigratedDatabase(new DriverManagerDataSource(
                database.jdbcUrl(Role.APP), database.user(Role.APP), database.password(Role.APP)));
    }

    /** Its server's database alone. */
    public static TestDatabase copy() {
        return TestPostgres.databaseLike("migrated", MigratedDatabase::migrate);
    }

    private static void migrate(TestDatabase empty) {
        Migrations.migrate(access(empty, Role.OWNER), access(empty, Role.APP));
    }

    private static DatabaseAccess access(TestDatabase database, Role role) {
        return new DatabaseAccess(database.jdbcUrl(role), database.user(role), database.password(role));
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
