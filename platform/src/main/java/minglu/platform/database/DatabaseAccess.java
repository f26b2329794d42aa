package minglu.platform.database;

/**
 * How the application reaches its database: with the role that owns nothing and that cannot change events, leaves or postings.
 *
 * @param url JDBC address without user and password
 * @param user the application's role
 * @param password its password
 */
public record DatabaseAccess(String url, String user, String password) {

    /** Without the password, so that it never reaches a log. */
    @Override
    public String toString() {
        return "DatabaseAccess[url=" + url + ", user=" + user + "]";
    }
}
