package minglu.standalone.serve;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where and how to serve.
 *
 * @param port TCP port of the web server
 * @param address address it listens on
 * @param data directory of the installation
 * @param keys directory of the keys; all nodes of an installation get the same
 * @param database JDBC address of a PostgreSQL of one's own, whose users stand in {@code MINGLU_DATABASE_USER} and the like; null
 *     starts the embedded one
 * @param readOnly whether this node only answers readers; needs a database of one's own
 * @param settings further properties of the application
 */
public record ServeOptions(
        int port,
        String address,
        Path data,
        Path keys,
        String database,
        boolean readOnly,
        Map<String, String> settings) {

    /** A node that writes. */
    public ServeOptions(int port, String address, Path data, Path keys, String database, Map<String, String> settings) {
        this(port, address, data, keys, database, false, settings);
    }

    /** The setting that gives the first user of a new installation its password. */
    public static final String ADMIN_PASSWORD = "MINGLU_ADMIN_PASSWORD";

    /** Directory of the embedded database. */
    Path postgres() {
        return data.resolve("postgres");
    }

    /** The log that machines read. */
    public Path logFile() {
        return data.resolve("logs").resolve("minglu.log");
    }

    /** Where clients on this machine find the server. */
    public String url() {
        boolean everywhere = address.equals("0.0.0.0") || address.equals("::");
        String host = everywhere ? "127.0.0.1" : address;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
