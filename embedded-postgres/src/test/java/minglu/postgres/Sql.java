package minglu.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import minglu.postgres.testing.TestPostgres;

/** Short ways to talk to a server. */
final class Sql {

    private Sql() {}

    static Connection connect(EmbeddedPostgres server, Role role) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(role), server.user(role), server.password(role));
    }

    static void run(EmbeddedPostgres server, Role role, String sql) throws SQLException {
        try (Connection connection = connect(server, role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String one(EmbeddedPostgres server, Role role, String sql) throws SQLException {
        try (Connection connection = connect(server, role);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /**
     * Makes a directory one that a server was started on before and stopped in order, with a database without tables. What the
     * first start does is done once for all tests of a JVM; those of the first start itself open an empty directory.
     */
    static void usedBefore(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        int status = new ProcessBuilder("cp", "-a", Used.DIRECTORY + "/.", directory.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("cp ended with " + status);
        }
    }

    /** Made at the first use, deleted with the JVM. */
    private static final class Used {

        static final Path DIRECTORY = create();

        private static Path create() {
            try {
                Path directory = Files.createTempDirectory("minglu-used-before");
                EmbeddedPostgres.open(directory, durable()).close();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> EmbeddedPostgres.discard(directory)));
                return directory;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Durable, with the binaries that all tests share. */
    static Options durable() {
        return Options.defaults().withBinariesDirectory(TestPostgres.sharedBinaries());
    }
}
