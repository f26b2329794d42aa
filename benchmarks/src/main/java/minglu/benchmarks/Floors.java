package minglu.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Options;
import minglu.postgres.Role;

/**
 * What the same PostgreSQL does when nothing stands between it and the caller: the yardstick of all other rates.
 *
 * @param single A: rows per second with one row a transaction, 16 clients
 * @param hundred B: rows per second with 100 rows a transaction, 2 clients
 * @param reading C: rows per second of one reader that fetches in order
 */
record Floors(Rounds single, Rounds hundred, Rounds reading) {

    private static final int SINGLE_CLIENTS = 16;
    private static final int HUNDRED_CLIENTS = 2;
    private static final int ROWS_READ = 500_000;
    /** About the size of a stored act with its metadata. */
    private static final int ROW_BYTES = 700;

    /** Measures all three on a server of its own with the settings of the product's, and says so in the report. */
    static Floors measure(Run run) throws IOException, SQLException {
        run.say("floors: plain JDBC on a durable PostgreSQL of the same settings");
        try (Workplace place = run.workplace("floors");
                EmbeddedPostgres postgres = EmbeddedPostgres.open(
                        place.resolve("postgres"), Options.of(System.getenv()).withStopWithJvm())) {
            Jdbc jdbc = new Jdbc(postgres);
            jdbc.execute("CREATE SCHEMA yardstick;"
                    + " CREATE TABLE yardstick.rows (number BIGINT PRIMARY KEY, body BYTEA NOT NULL)");
            int rounds = run.rounds(3);
            int seconds = run.sized(5, 2);
            Rounds single = Rate.perSecond(SINGLE_CLIENTS, rounds, seconds, () -> jdbc.inserting(1));
            Rounds hundred = Rate.perSecond(HUNDRED_CLIENTS, rounds, seconds, () -> jdbc.inserting(100));
            jdbc.read();
            Rounds reading = new Rounds();
            for (int round = 0; round < rounds; round++) {
                reading.add(jdbc.read());
            }
            Report report = run.report();
            report.begin("floors");
            report.figure("A: plain JDBC, one row a transaction, 16 clients", "rows/s", single);
            report.figure("B: plain JDBC, 100 rows a transaction, 2 clients", "rows/s", hundred);
            report.figure("C: plain JDBC, one reader in order", "rows/s", reading);
            return new Floors(single, hundred, reading);
        }
    }

    /** Connections of one database owner. */
    private static final class Jdbc {

        private final String url;
        private final String user;
        private final String password;
        private final AtomicLong next = new AtomicLong();

        Jdbc(EmbeddedPostgres postgres) {
            String base = postgres.jdbcUrl(Role.OWNER);
            url = base + (base.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true";
            user = postgres.user(Role.OWNER);
            password = postgres.password(Role.OWNER);
        }

        Connection open() throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }

        void execute(String sql) throws SQLException {
            try (Connection connection = open();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        Rate.Work inserting(int rowsOfTransaction) throws SQLException {
            Connection connection = open();
            connection.setAutoCommit(rowsOfTransaction == 1);
            PreparedStatement insert = connection.prepareStatement("INSERT INTO yardstick.rows VALUES (?, ?)");
            byte[] body = new byte[ROW_BYTES];
            new Random(7).nextBytes(body);
            return new Rate.Work() {
                @Override
                public int doOnce() throws SQLException {
                    for (int i = 0; i < rowsOfTransaction; i++) {
                        insert.setLong(1, next.incrementAndGet());
                        insert.setBytes(2, body);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                    if (rowsOfTransaction > 1) {
                        connection.commit();
                    }
                    return rowsOfTransaction;
                }

                @Override
                public void close() throws SQLException {
                    connection.close();
                }
            };
        }

        /** Rows per second of one reader that fetches rows in order. */
        double read() throws SQLException {
            long rows = 0;
            long start = System.nanoTime();
            try (Connection connection = open()) {
                connection.setAutoCommit(false);
                try (PreparedStatement select = connection.prepareStatement(
                        "SELECT number, body FROM yardstick.rows ORDER BY number LIMIT " + ROWS_READ)) {
                    select.setFetchSize(4_000);
                    try (ResultSet found = select.executeQuery()) {
                        while (found.next()) {
                            rows += found.getBytes(2).length > 0 ? 1 : 0;
                        }
                    }
                }
            }
            return rows * 1e9 / (System.nanoTime() - start);
        }
    }
}
