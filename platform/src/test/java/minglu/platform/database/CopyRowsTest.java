package minglu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class CopyRowsTest {

    private static final String[] COLUMNS = {"l", "i", "n", "s", "b", "d", "t", "x", "a"};

    private TestDatabase database;
    private JdbcTemplate jdbc;

    @BeforeEach
    void table() throws Exception {
        database = TestPostgres.freshDatabase();
        Connection owner = database.connect(Role.OWNER);
        jdbc = new JdbcTemplate(new SingleConnectionDataSource(owner, true));
        jdbc.execute("CREATE TABLE kept (l BIGINT PRIMARY KEY, i INTEGER, n INTEGER, s SMALLINT, b BOOLEAN, d DATE,"
                + " t TIMESTAMP WITH TIME ZONE, x TEXT, a INTEGER[])");
    }

    @AfterEach
    void close() throws Exception {
        jdbc.getDataSource().getConnection().unwrap(Connection.class).close();
        database.drop();
    }

    private static CopyRows rows() {
        return new CopyRows(1, "kept", COLUMNS);
    }

    private static CopyRows row(CopyRows rows, long key, LocalDate date, Instant time, String text) {
        return rows.row()
                .bigint(key)
                .integer(-7)
                .integerOrNull(null)
                .smallint(-2)
                .bool(true)
                .date(date)
                .timestamp(time)
                .text(text)
                .integers(List.of(2021, -1));
    }

    @Test
    void every_type_comes_back_as_it_was_given() {
        Instant time = Instant.parse("1999-12-31T23:59:59.999999Z");
        CopyRows rows = row(rows(), Long.MIN_VALUE, LocalDate.of(1, 1, 1), time, "政府信息\t\\.\n");
        rows.row()
                .bigint(2)
                .integer(Integer.MAX_VALUE)
                .integerOrNull(3)
                .smallint(4)
                .bool(false)
                .date(null)
                .timestamp(Instant.EPOCH)
                .text(null)
                .integers(List.of());
        row(rows, 3, LocalDate.of(9999, 12, 31), time, "x".repeat(100_000)).write(jdbc);

        List<Map<String, Object>> found =
                jdbc.queryForList("SELECT l, i, n, s, b, CAST(d AS TEXT) AS d, x, CAST(a AS TEXT) AS a,"
                        + " CAST(extract(EPOCH FROM t) * 1000000 AS BIGINT) AS t FROM kept ORDER BY l");
        assertThat(found).hasSize(3);
        assertThat(found.get(0))
                .containsEntry("l", Long.MIN_VALUE)
                .containsEntry("i", -7)
                .containsEntry("n", null)
                .containsEntry("s", -2)
                .containsEntry("b", true)
                .containsEntry("d", "0001-01-01")
                .containsEntry("t", 946_684_799_999_999L)
                .containsEntry("x", "政府信息\t\\.\n")
                .containsEntry("a", "{2021,-1}");
        assertThat(found.get(1))
                .containsEntry("i", Integer.MAX_VALUE)
                .containsEntry("n", 3)
                .containsEntry("b", false)
                .containsEntry("d", null)
                .containsEntry("t", 0L)
                .containsEntry("x", null)
                .containsEntry("a", "{}");
        assertThat(found.get(2)).containsEntry("d", "9999-12-31").containsEntry("x", "x".repeat(100_000));
    }

    @Test
    void no_rows_are_no_statement() {
        new CopyRows(0, "no_such_table", "l").write(jdbc);

        assertThatThrownBy(() ->
                        new CopyRows(1, "no_such_table", "l").row().bigint(1).write(jdbc))
                .hasStackTraceContaining("no_such_table");
    }

    @Test
    void what_the_table_refuses_is_told_as_for_any_other_statement() {
        CopyRows twice = row(rows(), 1, null, Instant.EPOCH, "a");
        row(twice, 1, null, Instant.EPOCH, "b");

        assertThatThrownBy(() -> twice.write(jdbc)).isInstanceOf(DuplicateKeyException.class);
        assertThat(jdbc.queryForObject("SELECT count(*) FROM kept", Long.class)).isZero();
    }
}
