package minglu.standalone.contract;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;

/** Minglu scaled out: two command-services and two query-services on one Axon Server and one PostgreSQL, behind one address. */
public final class Deployment implements Installation, AutoCloseable {

    private static final int NODES = 2;

    /** Kept after the tests, for whoever wants to know why one failed. */
    private static final Path LOGS = Path.of("target", "deployment-logs");

    private final TestDatabase database = TestPostgres.freshDatabase();
    private final List<ServiceProcess> writeSide = new ArrayList<>();
    private final List<ServiceProcess> readSide = new ArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Path directory;
    private ReverseProxy proxy;

    /**
     * Not started yet, on an empty database.
     *
     * @param directory for keys and the lock of the log
     * @param axonServer host:port
     */
    public Deployment(Path directory, String axonServer) {
        this.directory = directory;
        LOGS.toFile().mkdirs();
        settings.put("axon.axonserver.servers", axonServer);
        settings.put("minglu.keys", directory.resolve("keys").toString());
        settings.put("minglu.database.url", database.jdbcUrl(Role.APP));
        settings.put("minglu.database.user", database.user(Role.APP));
        settings.put("minglu.database.password", database.password(Role.APP));
        settings.put("minglu.database.owner-user", database.user(Role.OWNER));
        settings.put("minglu.database.owner-password", database.password(Role.OWNER));
        settings.put("minglu.database.pool-size", "10");
    }

    /** Starts everything and waits until all nodes are ready. */
    public Deployment start() {
        for (int i = 1; i <= NODES; i++) {
            writeSide.add(node(ServiceProcess.Kind.COMMAND, i).launch());
            readSide.add(node(ServiceProcess.Kind.QUERY, i).launch());
        }
        writeSide.forEach(ServiceProcess::awaitReady);
        readSide.forEach(ServiceProcess::awaitReady);
        proxy = new ReverseProxy(
                writeSide.stream().map(ServiceProcess::url).toList(),
                readSide.stream().map(ServiceProcess::url).toList());
        return this;
    }

    /**
     * A node of this deployment, not started. The first query-service is the notary.
     *
     * @param number 1 and 2 stand behind the common address
     */
    public ServiceProcess node(ServiceProcess.Kind kind, int number) {
        Map<String, String> own = new LinkedHashMap<>(settings);
        if (kind == ServiceProcess.Kind.QUERY && number == 1) {
            own.put("minglu.log.notary", "true");
            own.put("minglu.log.lock", directory.resolve("log-lock").toString());
        }
        return new ServiceProcess(
                kind,
                own,
                LOGS.resolve(database.name() + "-" + kind.name().toLowerCase(Locale.ROOT) + "-" + number + ".log"));
    }

    /** The command-services. */
    public List<ServiceProcess> writeSide() {
        return writeSide;
    }

    /** The query-services. */
    public List<ServiceProcess> readSide() {
        return readSide;
    }

    /** The database that all nodes share. */
    public TestDatabase database() {
        return database;
    }

    /** The one value that a statement gives, as a text. */
    public String scalar(String sql) {
        try (Connection connection = database.connect(Role.OWNER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What each node is told; may be changed before the start. */
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public String name() {
        return "distributed";
    }

    @Override
    public String url() {
        return proxy.url();
    }

    @Override
    public String toString() {
        return name();
    }

    @Override
    public void close() {
        if (proxy != null) {
            proxy.close();
        }
        // All at once: each takes some seconds to end in order.
        writeSide.forEach(ServiceProcess::requestEnd);
        readSide.forEach(ServiceProcess::requestEnd);
        writeSide.forEach(ServiceProcess::close);
        readSide.forEach(ServiceProcess::close);
    }
}
