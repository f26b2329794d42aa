package minglu.standalone.history;

import java.nio.file.Path;
import java.util.Map;

/**
 * Which event store is meant: Axon Server where it is named, else a PostgreSQL of one's own where one is named, else the embedded
 * one of a data directory.
 *
 * @param data data directory of an installation that does not run
 * @param database JDBC address of a PostgreSQL of one's own, or null
 * @param axonServer host and port of Axon Server, as {@code localhost:8124}, or null
 * @param context context of Axon Server
 * @param variables environment variables: users and passwords of the database as for {@code serve}, {@code
 *     MINGLU_AXONSERVER_TOKEN}
 */
public record StoreLocation(
        Path data, String database, String axonServer, String context, Map<String, String> variables) {

    /** The variables that are looked at. */
    public static final java.util.List<String> VARIABLES = java.util.List.of(
            "MINGLU_DATABASE_USER",
            "MINGLU_DATABASE_PASSWORD",
            "MINGLU_DATABASE_OWNER_USER",
            "MINGLU_DATABASE_OWNER_PASSWORD",
            "MINGLU_AXONSERVER_TOKEN");
}
