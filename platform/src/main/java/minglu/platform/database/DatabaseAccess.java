package minglu.platform.database;

import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * How to reach the database as the application's role. For those who need a connection of their own beside the pool.
 *
 * @param url JDBC address, with every parameter the application sets
 * @param user name of the application's role
 * @param password its password; never logged
 */
public record DatabaseAccess(String url, String user, String password) {

    /** The owner's access and the application's, as the properties {@code minglu.database.*} name them; before there are beans. */
    public static List<DatabaseAccess> all(Environment environment) {
        DatabaseProperties properties =
                Binder.get(environment).bindOrCreate("minglu.database", DatabaseProperties.class);
        return List.of(properties.owner(), properties.application());
    }

    @Override
    public String toString() {
        return "DatabaseAccess[url=" + url + ", user=" + user + "]";
    }
}
