package minglu.command;

import minglu.platform.database.DatabaseAccess;
import minglu.platform.database.Migrations;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;

/** Databases with all migrations, for the tests of this module. */
public final class MigratedDatabase {

    private MigratedDatabase() {}

    /** Creates one. */
    public static TestDatabase fresh() {
        return TestPostgres.databaseLike("migrated", MigratedDatabase::migrate);
    }

    private static void migrate(TestDatabase empty) {
        Migrations.migrate(access(empty, Role.OWNER), access(empty, Role.APP));
    }

    private static DatabaseAccess access(TestDatabase database, Role role) {
        return new DatabaseAccess(database.jdbcUrl(role), database.user(role), database.password(role));
    }
}
