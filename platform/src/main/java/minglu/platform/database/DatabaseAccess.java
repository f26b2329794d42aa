package minglu.platform.database;

/**
 * How to reach the database as the application's role. For those who need a connection of their own beside the pool.
 *
 * @param url JDBC address, with every parameter the application sets
 * @param user name of the application's role
 * @param password its password; never logged
 */
public record DatabaseAccess(String url, String user, String password) {

    @Override
    public String toString() {
        return "DatabaseAccess[url=" + url + ", user=" + user + "]";
    }
}
