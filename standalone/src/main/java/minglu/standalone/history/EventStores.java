package minglu.standalone.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minglu.platform.database.DatabaseAccess;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Options;
import minglu.postgres.PostgresException;
import minglu.postgres.Role;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Opens event stores. */
final class EventStores {

    private EventStores() {}

    /**
     * Opens a store.
     *
     * @param create whether an embedded database may be made where there is none
     */
    static EventStore open(StoreLocation location, boolean create) {
        if (location.axonServer() != null) {
            return axonServer(location);
        }
        return location.database() == null ? embedded(location.data(), create) : external(location);
    }

    private static EventStore axonServer(StoreLocation location) {
        String address = location.axonServer();
        int colon = address.lastIndexOf(':');
        try {
            return new AxonServerEventStore(
                    address.substring(0, Math.max(0, colon)),
                    Integer.parseInt(address.substring(colon + 1)),
                    location.context(),
                    location.variables().get("MINGLU_AXONSERVER_TOKEN"));
        } catch (IllegalArgumentException e) {
            throw new HistoryRefusedException("地址无效 / Axon Server is named as host:port, not " + address + ".", e);
        }
    }

    private static EventStore embedded(Path data, boolean create) {
        Path directory = data.resolve("postgres");
        if (!create && !Files.isDirectory(directory.resolve("data"))) {
            throw new HistoryRefusedException("没有历史 / The data directory " + data + " holds no history.");
        }
        try {
            Files.createDirectories(data);
            EmbeddedPostgres server = EmbeddedPostgres.open(directory, Options.of(System.getenv()));
            return new PostgresEventStore(
                    "数据目录 / the data directory " + data, access(server, Role.OWNER), access(server, Role.APP), server);
        } catch (PostgresException e) {
            throw new HistoryRefusedException(e.getMessage(), e);
        } catch (java.io.IOException e) {
            throw new HistoryRefusedException("The data directory " + data + " cannot be written: " + e, e);
        }
    }

    private static DatabaseAccess access(EmbeddedPostgres server, Role role) {
        return new DatabaseAccess(server.jdbcUrl(role), server.user(role), server.password(role));
    }

    /** Reads the same properties as {@code serve}. */
    private static EventStore external(StoreLocation location) {
        StandardEnvironment environment = new StandardEnvironment();
        String variables = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        Map<String, Object> values = new LinkedHashMap<>(location.variables());
        environment.getPropertySources().replace(variables, new SystemEnvironmentPropertySource(variables, values));
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("database", Map.of("minglu.database.url", location.database())));
        try {
            List<DatabaseAccess> accesses = DatabaseAccess.all(environment);
            return new PostgresEventStore(
                    "数据库 / the database " + location.database(), accesses.get(0), accesses.get(1), () -> {});
        } catch (RuntimeException e) {
            throw new HistoryRefusedException(
                    "缺少数据库用户 / The database needs MINGLU_DATABASE_USER and MINGLU_DATABASE_PASSWORD, and its address must"
                            + " begin with jdbc:postgresql: – it is " + location.database() + ".",
                    e);
        }
    }
}
