package minglu.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** What the same PostgreSQL does when nothing stands between it and the caller: the yardstick of all other rates. */
final class PlainJdbc {

    /** About the size of a stored act with its metadata. */
    private static final int ROW_BYTES = 700;

    private final String url;
    private final String user;
    private final String password;
    private final AtomicLong next = new AtomicLong();

    PlainJdbc(String url, String user, String password) {
        this.url = url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true";
        this.user = user;
        this.password = password;
    }

    void createTable() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE SCHEMA yardstick; CREATE TABLE yardstick.rows (number BIGINT PRIMARY KEY, body BYTEA NOT NULL)");
        }
    }

    /** Rows per second with one row in each transaction. */
    long singleRows(int clients, int seconds) {
        return Rate.perSecond(clients, seconds, () -> {
            Connection connection = open();
            PreparedStatement insert = connection.prepareStatement("INSERT INTO yardstick.rows VALUES (?, ?)");
            byte[] body = body();
            return () -> {
                insert.setLong(1, next.incrementAndGet());
                insert.setBytes(2, body);
                insert.executeUpdate();
                return 1;
            };
        });
    }

    /** Rows per second with a hundred rows in each transaction. */
    long hundredRows(int clients, int seconds) {
        return Rate.perSecond(clients, seconds, () -> {
            Connection connection = open();
            connection.setAutoCommit(false);
            PreparedStatement insert = connection.prepareStatement("INSERT INTO yardstick.rows VALUES (?, ?)");
            byte[] body = body();
            return () -> {
                for (int i = 0; i < 100; i++) {
                    insert.setLong(1, next.incrementAndGet());
                    insert.setBytes(2, body);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                return 100;
            };
        });
    }

    /** Rows per second of one reader that fetches all rows in order. */
    long read() throws SQLException {
        long rows = 0;
        long start = System.nanoTime();
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT number, body FROM yardstick.rows ORDER BY number")) {
                select.setFetchSize(4_000);
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        rows += found.getBytes(2).length > 0 ? 1 : 0;
                    }
                }
            }
        }
        return rows * 1_000_000_000L / (System.nanoTime() - start);
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    private static byte[] body() {
        byte[] body = new byte[ROW_BYTES];
        new Random(7).nextBytes(body);
        return body;
    }
}
