package minglu.platform.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for {@code COPY … FROM STDIN (FORMAT binary)}, the fastest way into a table of PostgreSQL (manual of PostgreSQL, COPY, "Binary
 * Format"). Columns are given in the order of the statement, each in the format of its type: there is no conversion. Not thread-safe.
 */
public final class BinaryCopy {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long POSTGRES_EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private byte[] bytes = Arrays.copyOf(HEADER, 64 * 1024);
    private int length = HEADER.length;
    private long rows;

    /** Begins a row of so many columns. */
    public BinaryCopy row(int columns) {
        room(2);
        bytes[length++] = (byte) (columns >> 8);
        bytes[length++] = (byte) columns;
        rows++;
        return this;
    }

    /** A {@code BIGINT}. */
    public BinaryCopy bigint(long value) {
        room(12);
        put(8);
        put((int) (value >> 32));
        put((int) value);
        return this;
    }

    /** An {@code INTEGER}. */
    public BinaryCopy integer(int value) {
        room(8);
        put(4);
        put(value);
        return this;
    }

    /** A {@code SMALLINT}. */
    public BinaryCopy smallint(int value) {
        room(6);
        put(2);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
        return this;
    }

    /** A {@code BOOLEAN}. */
    public BinaryCopy bool(boolean value) {
        room(5);
        put(1);
        bytes[length++] = (byte) (value ? 1 : 0);
        return this;
    }

    /** A {@code DATE}; null for none. */
    public BinaryCopy date(LocalDate value) {
        return value == null ? none() : integer(Math.toIntExact(value.toEpochDay() - POSTGRES_EPOCH_DAY));
    }

    /** A {@code TEXT} or {@code VARCHAR}; null for none. */
    public BinaryCopy text(String value) {
        return value == null ? none() : bytea(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A {@code BYTEA}; null for none. */
    public BinaryCopy bytea(byte[] value) {
        if (value == null) {
            return none();
        }
        room(4 + value.length);
        put(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /** No value. */
    public BinaryCopy none() {
        room(4);
        put(-1);
        return this;
    }

    /** How many rows were begun. */
    public long rows() {
        return rows;
    }

    /**
     * Sends the rows, within the caller's transaction, and begins anew.
     *
     * @param connection of PostgreSQL, possibly wrapped by a pool
     * @param table name and columns, for example {@code posting (position, amount)}
     * @throws SQLException if the database does not take all of them
     */
    public void send(Connection connection, String table) throws SQLException {
        if (rows > 0) {
            room(2);
            bytes[length++] = -1;
            bytes[length++] = -1;
            CopyIn copying = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
            copying.writeToCopy(bytes, 0, length);
            long copied = copying.endCopy();
            if (copied != rows) {
                throw new SQLException("of " + rows + " rows " + copied + " were copied to " + table);
            }
        }
        length = HEADER.length;
        rows = 0;
    }

    private void put(int value) {
        bytes[length++] = (byte) (value >> 24);
        bytes[length++] = (byte) (value >> 16);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
