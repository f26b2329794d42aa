package minglu.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Options;
import minglu.postgres.Role;
import tools.jackson.databind.JsonNode;

/**
 * How fast are acts recorded singly and from files, beside what plain JDBC does on the same PostgreSQL in the same run?
 *
 * <p>Arguments: the shipped jar, and the seconds each rate counts (10). Everything is made below a temporary directory and removed.
 */
public final class RecordingRates {

    private static final int CLIENTS = 16;
    private static final int FILE_ROWS = 100_000;
    private static final String ROLES = "[\"admin\",\"importer\",\"inspector\"]";

    private RecordingRates() {}

    /** Prints one line per rate. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        Path directory = Files.createTempDirectory("minglu-rates");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.open(directory.resolve("postgres"), Options.defaults())) {
            plain(postgres, seconds);
            try (Server server = Server.start(jar, directory.resolve("data"), postgres)) {
                minglu(server, directory, seconds);
            }
        } finally {
            delete(directory);
        }
    }

    private static void plain(EmbeddedPostgres postgres, int seconds) throws SQLException {
        PlainJdbc jdbc =
                new PlainJdbc(postgres.jdbcUrl(Role.OWNER), postgres.user(Role.OWNER), postgres.password(Role.OWNER));
        jdbc.createTable();
        print(
                "plain JDBC, one row a transaction, " + CLIENTS + " clients",
                "rows/s",
                jdbc.singleRows(CLIENTS, seconds));
        print("plain JDBC, 100 rows a transaction, 2 clients", "rows/s", jdbc.hundredRows(2, seconds));
        print("plain JDBC, one reader in order", "rows/s", jdbc.read());
    }

    private static void minglu(Server server, Path directory, int seconds) throws IOException {
        server.put("/api/v1/units/jyj", "{\"name\":\"教育局\",\"kind\":\"department\",\"reportingFrom\":2021}");
        server.put(
                "/api/v1/users/admin",
                "{\"password\":\"password-of-the-benchmark\",\"roles\":" + ROLES + ",\"unit\":null}");
        AtomicLong next = new AtomicLong();
        print("single acts over HTTP, " + CLIENTS + " clients", "acts/s", Rate.perSecond(CLIENTS, seconds, () -> () -> {
            server.post(
                    "/api/v1/acts", "application/json", BodyPublishers.ofString(act("E-" + next.incrementAndGet())));
            return 1;
        }));
        Path file = directory.resolve("acts.ndjson");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < FILE_ROWS; i++) {
                out.write(act("F-" + i));
                out.newLine();
            }
        }
        print("import of " + FILE_ROWS + " rows", "acts/s", importRate(server, file, "recorded"));
        print("the same file again", "duplicates/s", importRate(server, file, "duplicates"));
    }

    private static long importRate(Server server, Path file, String expected) throws IOException {
        long start = System.nanoTime();
        JsonNode result = server.post("/api/v1/imports", "application/x-ndjson", BodyPublishers.ofFile(file))
                .json();
        if (result.get(expected).longValue() != FILE_ROWS) {
            throw new IllegalStateException("not all rows are " + expected + ": " + result);
        }
        return FILE_ROWS * 1_000_000_000L / (System.nanoTime() - start);
    }

    private static String act(String subject) {
        return "{\"unit\":\"jyj\",\"subject\":\"" + subject
                + "\",\"id\":\"1\",\"type\":\"request-received\",\"occurredOn\":\"2021-03-01\","
                + "\"data\":{\"applicant\":\"natural-person\",\"channel\":\"online\",\"title\":\"学区划分文件\"}}";
    }

    private static void print(String what, String unit, long rate) {
        System.out.printf("%-55s %,10d %s%n", what, rate, unit);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
