package minglu.platform.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is, and who uses it.
 *
 * @param url JDBC address of a PostgreSQL 15 or newer, without user and password
 * @param user the application's role: reads and appends, creates nothing
 * @param password of the application's role
 * @param ownerUser the role that owns the tables and runs the migrations. Missing – a database given from outside with one role
 *     – the application's role does both; events are then protected by the program alone, no longer by rights
 * @param ownerPassword of the owner
 * @param poolSize most connections of the pool, at least 1
 */
@ConfigurationProperties("minglu.database")
record DatabaseProperties(
        String url,
        String user,
        String password,
        String ownerUser,
        String ownerPassword,
        @DefaultValue("20") int poolSize) {

    DatabaseProperties {
        if (url == null || url.isBlank() || user == null || user.isBlank()) {
            throw new IllegalStateException(
                    "minglu.database.url and minglu.database.user must be set: url is " + url + ", user is " + user);
        }
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalStateException("minglu.database.url must begin with jdbc:postgresql: and is " + url);
        }
    }

    /** The application's access, with the parameters that it relies on. */
    DatabaseAccess application() {
        return new DatabaseAccess(completeUrl(), user, password);
    }

    /** The access of the migrations. */
    DatabaseAccess owner() {
        return ownerUser == null || ownerUser.isBlank()
                ? application()
                : new DatabaseAccess(completeUrl(), ownerUser, ownerPassword);
    }

    private String completeUrl() {
        // Without details an error holds no values of rows, which may be personal; rewritten batches are the group
        // commit.
        return with(with(url, "logServerErrorDetail", "false"), "reWriteBatchedInserts", "true");
    }

    private static String with(String url, String parameter, String value) {
        if (url.matches(".*[?&]" + parameter + "=.*")) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + parameter + "=" + value;
    }
}
