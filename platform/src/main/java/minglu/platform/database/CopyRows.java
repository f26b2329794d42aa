package minglu.platform.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows on their way into a table by {@code COPY … (FORMAT binary)}: one statement, however many they are. Begin each row with
 * {@link #row} and give its values in the order of the columns.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, Binary Format</a>
 */
public final class CopyRows {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int OF_ONE_ROW = 256;
    private static final int OID_INTEGER = 23;
    private static final long EPOCH_DAY_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long EPOCH_SECOND_2000 =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private final String sql;
    private final short columns;
    private byte[] bytes;
    private int size;
    private int rows;

    /**
     * No rows yet.
     *
     * @param expected about how many rows will come
     * @param table the table; never from outside
     * @param columns its columns; never from outside
     */
    public CopyRows(int expected, String table, String... columns) {
        this.sql = "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN (FORMAT binary)";
        this.columns = (short) columns.length;
        this.bytes = Arrays.copyOf(HEADER, HEADER.length + OF_ONE_ROW * Math.max(1, expected));
        this.size = HEADER.length;
    }

    /** Begins a row. */
    public CopyRows row() {
        rows++;
        put2(columns);
        return this;
    }

    /** A BIGINT. */
    public CopyRows bigint(long value) {
        put4(Long.BYTES);
        put8(value);
        return this;
    }

    /** An INTEGER. */
    public CopyRows integer(int value) {
        put4(Integer.BYTES);
        put4(value);
        return this;
    }

    /** An INTEGER, or null. */
    public CopyRows integerOrNull(Integer value) {
        return value == null ? none() : integer(value);
    }

    /** A SMALLINT. */
    public CopyRows smallint(int value) {
        put4(Short.BYTES);
        put2((short) value);
        return this;
    }

    /** A BOOLEAN. */
    public CopyRows bool(boolean value) {
        put4(1);
        reserve(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    /** A DATE, or null. */
    public CopyRows date(LocalDate value) {
        return value == null ? none() : integer(Math.toIntExact(value.toEpochDay() - EPOCH_DAY_2000));
    }

    /** A TIMESTAMP WITH TIME ZONE, to the microsecond. */
    public CopyRows timestamp(Instant value) {
        return bigint((value.getEpochSecond() - EPOCH_SECOND_2000) * 1_000_000 + value.getNano() / 1000);
    }

    /** A TEXT or VARCHAR, or null. */
    public CopyRows text(String value) {
        return bytea(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /** A BYTEA, or a text in UTF-8; or null. */
    public CopyRows bytea(byte[] value) {
        if (value == null) {
            return none();
        }
        put4(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /** An INTEGER[], or null. */
    public CopyRows integers(Collection<Integer> values) {
        if (values == null) {
            return none();
        }
        boolean empty = values.isEmpty();
        put4(empty ? 12 : 20 + 8 * values.size());
        put4(empty ? 0 : 1);
        put4(0);
        put4(OID_INTEGER);
        if (!empty) {
            put4(values.size());
            put4(1);
            values.forEach(this::integer);
        }
        return this;
    }

    private CopyRows none() {
        put4(-1);
        return this;
    }

    /** Writes the rows on the connection of the caller's transaction. */
    public void write(JdbcTemplate jdbc) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            write(connection);
            return null;
        });
    }

    /**
     * Writes the rows.
     *
     * @param connection to PostgreSQL, possibly wrapped by a pool
     */
    public void write(Connection connection) throws SQLException {
        if (rows == 0) {
            return;
        }
        put2((short) -1);
        CopyIn copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        copying.writeToCopy(bytes, 0, size);
        copying.endCopy();
    }

    private void put2(short value) {
        reserve(Short.BYTES);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    private void put4(int value) {
        reserve(Integer.BYTES);
        bytes[size++] = (byte) (value >> 24);
        bytes[size++] = (byte) (value >> 16);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    private void put8(long value) {
        put4((int) (value >> 32));
        put4((int) value);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
