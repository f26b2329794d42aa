package minglu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Options;
import minglu.postgres.Role;
import tools.jackson.databind.JsonNode;

/** Minglu as it is shipped on a durable PostgreSQL of its own, empty at first, and what can be asked of both from outside. */
final class Installation implements AutoCloseable {

    private static final int CONFLICT = 409;
    private static final double CALM_SECONDS = 2;
    private static final double CALM_SHARE = 0.05;
    private static final int CALM_ATTEMPTS = 120;

    private final Run run;
    private final Workplace place;
    private final EmbeddedPostgres postgres;
    private final Nodes nodes;
    private Started started;

    /** How its processes are started; the same again after a stop. */
    interface Nodes {
        Started start(Installation installation) throws IOException;
    }

    /**
     * Running processes.
     *
     * @param writeSide takes acts, imports and definitions
     * @param readSide answers readers; may be the same
     * @param others further processes by name whose processor time counts
     * @param stop ends them all in order
     */
    record Started(Server writeSide, Server readSide, Map<String, Long> others, Runnable stop) {}

    private Installation(Run run, Workplace place, EmbeddedPostgres postgres, Nodes nodes) {
        this.run = run;
        this.place = place;
        this.postgres = postgres;
        this.nodes = nodes;
    }

    /** The one process of the shipped jar, not started yet. */
    static Installation ofOneProcess(Run run, String name) throws IOException {
        return of(run, name, installation -> {
            int port = Server.freePort();
            Path data = installation.place.resolve("data");
            List<String> command = serving(run, port, data);
            command.addAll(List.of("--database", installation.postgres.jdbcUrl(Role.APP)));
            Server server =
                    Server.start(command, installation.databaseUsers(), port, installation.place.resolve("server.log"));
            return new Started(server, server, Map.of(), server::close);
        });
    }

    /** Processes started in another way, not started yet. */
    static Installation of(Run run, String name, Nodes nodes) throws IOException {
        Workplace place = run.workplace(name);
        return new Installation(
                run,
                place,
                EmbeddedPostgres.open(
                        place.resolve("postgres"), Options.of(System.getenv()).withStopWithJvm()),
                nodes);
    }

    /**
     * The command that serves: the jar, or the launcher if one was named, with a heap of 1 GiB.
     *
     * @param data directory of the installation
     */
    static List<String> serving(Run run, int port, Path data) {
        List<String> command = new ArrayList<>();
        if (run.option("launcher") == null) {
            command.add(Server.java());
            command.addAll(javaOptions(run));
            command.addAll(List.of("-jar", run.jar().toString()));
        } else {
            command.addAll(List.of(
                    "env",
                    "JAVA_HOME=" + System.getProperty("java.home"),
                    "MINGLU_JAVA_OPTS=" + String.join(" ", javaOptions(run)),
                    Path.of(run.option("launcher")).toAbsolutePath().toString()));
        }
        command.addAll(List.of("serve", "--port", String.valueOf(port), "--data", data.toString()));
        return command;
    }

    /** Options of every Java that the product runs in. */
    static List<String> javaOptions(Run run) {
        List<String> options = new ArrayList<>(List.of("-Xmx1g"));
        if (run.option("java-options") != null) {
            options.addAll(List.of(run.option("java-options").strip().split("\\s+")));
        }
        return options;
    }

    private Map<String, String> databaseUsers() {
        return Map.of(
                "MINGLU_DATABASE_USER", postgres.user(Role.APP),
                "MINGLU_DATABASE_PASSWORD", postgres.password(Role.APP),
                "MINGLU_DATABASE_OWNER_USER", postgres.user(Role.OWNER),
                "MINGLU_DATABASE_OWNER_PASSWORD", postgres.password(Role.OWNER));
    }

    /** Starts the processes and waits until they are ready. */
    Installation start() throws IOException {
        started = nodes.start(this);
        return this;
    }

    /** Ends the processes in order; the database goes on. */
    void stop() {
        if (started != null) {
            started.stop.run();
            started = null;
        }
    }

    Server writeSide() {
        return started.writeSide;
    }

    Server readSide() {
        return started.readSide;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    Path resolve(String name) {
        return place.resolve(name);
    }

    /** Defines the user of the benchmarks and units below a node {@code district}. */
    void define(String... units) throws IOException {
        define(writeSide(), List.of(units));
    }

    /** Defines the user of the benchmarks and units below a node {@code district} by a server that writes. */
    static void define(Server server, List<String> units) throws IOException {
        server.putAsAdmin(
                "/api/v1/users/" + Server.USER,
                "{\"password\":\"" + Server.PASSWORD + "\",\"roles\":[\"importer\",\"inspector\"],\"unit\":null}");
        server.putAsAdmin("/api/v1/units/district", "{\"name\":\"青山区\",\"kind\":\"government\"}");
        for (String unit : units) {
            server.putAsAdmin(
                    "/api/v1/units/" + unit,
                    "{\"name\":\"单位" + unit
                            + "\",\"kind\":\"department\",\"parent\":\"district\",\"reportingFrom\":2021}");
        }
    }

    /** As many units as given, {@code u0} and so on. */
    static String[] units(int number) {
        String[] units = new String[number];
        for (int unit = 0; unit < number; unit++) {
            units[unit] = "u" + unit;
        }
        return units;
    }

    /** Processor time used so far by everything that belongs to it. */
    Cpu cpu() throws IOException {
        Map<String, Long> servers = new LinkedHashMap<>(started.others);
        servers.put("command side", writeSide().pid());
        servers.put("query side", readSide().pid());
        if (writeSide() == readSide()) {
            servers.remove("query side");
        }
        return Cpu.now(servers, postmaster());
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(place.resolve("postgres/data/postmaster.pid"))
                .get(0)
                .strip());
    }

    /**
     * What an import came to.
     *
     * @param rows of the file
     * @param answered seconds until the server answered
     * @param shown seconds until the tables showed all of it
     * @param lastPosition position of its last act
     */
    record Imported(long rows, double answered, double shown, long lastPosition) {

        double perSecond() {
            return rows / shown;
        }
    }

    /**
     * Sends a file and waits until the tables have it.
     *
     * @param outcome the member of the answer that must count all rows: {@code recorded} or {@code duplicates}
     */
    Imported bringIn(Path file, long rows, String outcome, String unit, int year) throws IOException {
        long start = System.nanoTime();
        JsonNode result = writeSide().importFile(file, true).json();
        double answered = (System.nanoTime() - start) / 1e9;
        if (result.path(outcome).asLong() != rows) {
            throw new IllegalStateException("not all " + rows + " rows are " + outcome + ": " + result);
        }
        long last = result.path("lastPosition").asLong();
        tables(unit, year, last);
        return new Imported(rows, answered, (System.nanoTime() - start) / 1e9, last);
    }

    /** The tables once they have reached a position. */
    JsonNode tables(String unit, int year, long atLeast) throws IOException {
        return tables(readSide(), unit, year, atLeast);
    }

    /** The tables of a server once they have reached a position. */
    static JsonNode tables(Server server, String unit, int year, long atLeast) throws IOException {
        while (true) {
            Server.Answer answer = server.get("/api/v1/tables?unit=" + unit + "&year=" + year + "&atLeast=" + atLeast);
            if (answer.status() != 503 && answer.status() != 504) {
                return answer.succeed().json();
            }
        }
    }

    /**
     * Rebuilds the read side, each row compared.
     *
     * @return events per second from the order to the answer that it is done
     */
    double rebuild() throws IOException {
        long start = System.nanoTime();
        Server.Answer order = readSide().post("/api/v1/read-side/rebuilds");
        while (order.status() == CONFLICT) {
            // The daily check, which begins with the process, or the end of the rebuild before.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            start = System.nanoTime();
            order = readSide().post("/api/v1/read-side/rebuilds");
        }
        JsonNode state = order.succeed().json();
        String path = "/api/v1/read-side/rebuilds/" + state.path("rebuild").asInt();
        while (state.path("state").asString().equals("running")) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            state = readSide().getAsAdmin(path).json();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!state.path("state").asString().equals("done")
                || state.path("drift").asLong() != 0) {
            throw new IllegalStateException("the rebuild came to " + state);
        }
        return state.path("eventsDone").asLong() / seconds;
    }

    /** Waits until neither the server nor PostgreSQL has anything left to do; after four minutes it says so and goes on. */
    void awaitCalm() throws IOException {
        Cpu before = cpu();
        for (int attempt = 0; attempt < CALM_ATTEMPTS; attempt++) {
            LockSupport.parkNanos((long) (CALM_SECONDS * 1e9));
            Cpu now = cpu();
            Cpu used = now.since(before);
            if (used.serverSeconds() + used.postgresSeconds() < CALM_SECONDS * CALM_SHARE) {
                return;
            }
            before = now;
        }
        run.report().note("the installation did not come to rest within four minutes");
    }

    /** Bytes of every table, without its indexes, and of every index, the largest first; those below a page are left out. */
    Map<String, Double> bytesByRelation() throws SQLException {
        Map<String, Double> bytes = new LinkedHashMap<>();
        rows(
                """
                SELECT CASE WHEN c.relkind = 'i' THEN t.relname || ' . ' || c.relname ELSE c.relname END,
                       CASE WHEN c.relkind = 'i' THEN pg_relation_size(c.oid) ELSE pg_table_size(c.oid) END AS bytes
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                     LEFT JOIN pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_class t ON t.oid = i.indrelid
                WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'm', 'i')
                ORDER BY bytes DESC, 1
                """,
                row -> bytes.put(row.getString(1), row.getDouble(2)));
        return bytes;
    }

    /** Bytes of all tables, their indexes and long values: everything in the database but its catalogue and the write-ahead log. */
    double bytes() throws SQLException {
        double[] bytes = new double[1];
        rows(
                """
                SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'm')
                """,
                row -> bytes[0] = row.getDouble(1));
        return bytes[0];
    }

    private interface RowSink {
        void accept(ResultSet row) throws SQLException;
    }

    private void rows(String sql, RowSink sink) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl(Role.OWNER), postgres.user(Role.OWNER), postgres.password(Role.OWNER));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                sink.accept(row);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (place;
                postgres) {
            stop();
        }
    }
}
