package minglu.platform.database;

import java.util.Map;
import org.flywaydb.core.Flyway;

/** The migrations, for the application and for programs that need the tables without it. */
public final class Migrations {

    private Migrations() {}

    /** Brings the tables of a database to this version. */
    public static void migrate(DatabaseAccess owner, DatabaseAccess application) {
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .placeholders(placeholders(application))
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    /** {@code appRole} is the application's role as an SQL identifier, {@code appRoleName} its bare name. */
    static Map<String, String> placeholders(DatabaseAccess application) {
        return Map.of(
                "appRole",
                '"' + application.user().replace("\"", "\"\"") + '"',
                "appRoleName",
                application.user().replace("'", "''"));
    }
}
