package minglu.standalone.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;
import minglu.standalone.testing.MingluProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a history that is carried from one installation to another by the file is the same there: the same file again, byte for byte,
 * and the same tables of every unit and year, receipts and texts.
 *
 * <p>Method: a server records a few thousand acts on a database of its own; the file goes to an empty database, with an event of an
 * earlier form put behind it, and a second server with the same keys serves that.
 */
@Tag("nightly")
class MoveHistoryTest {

    private static final int ACTS = 300;

    @TempDir
    private Path directory;

    @Test
    void aHistoryIsTheSameWhereItIsCarriedTo() throws Exception {
        MovedHistory history = new MovedHistory(ACTS);
        Path file = directory.resolve("history.jsonl");
        Path longer = directory.resolve("longer.jsonl");
        TestDatabase from = TestPostgres.freshDatabase();
        try (MingluProcess server = start("from", from)) {
            history.record(server.admin(), server.url(), directory.resolve("acts.ndjson"));
            refuseImport(file, from, "There is no file");
            assertThat(transfer(file).export(location(from)).events()).isEqualTo(history.last());
            refuseImport(file, from, "not empty");
        }
        new EventFile(longer).write(each -> {
            new EventFile(file).verify(each);
            history.furtherEvents().forEach(each);
        });

        TestDatabase to = TestPostgres.freshDatabase();
        assertThat(transfer(longer).importInto(location(to)).events()).isEqualTo(history.last() + 2);
        copyTextKeys(from, to);
        Path again = directory.resolve("again.jsonl");
        transfer(again).export(location(to));
        assertThat(again).hasSameBinaryContentAs(longer);
        refuseImport(longer, to, "not empty");

        try (MingluProcess server = start("to", to)) {
            history.assertSameOn(server.admin(), server.url());
            history.assertFurtherEventsAreUnderstood(server.admin(), server.url());
        }
    }

    private void refuseImport(Path file, TestDatabase into, String why) {
        assertThatThrownBy(() -> transfer(file).importInto(location(into)))
                .isInstanceOf(HistoryRefusedException.class)
                .hasMessageContaining(why);
    }

    private static HistoryTransfer transfer(Path file) {
        return new HistoryTransfer(file, position -> {});
    }

    private static Map<String, String> variables(TestDatabase database) {
        return Map.of(
                "MINGLU_DATABASE_USER", database.user(Role.APP),
                "MINGLU_DATABASE_PASSWORD", database.password(Role.APP),
                "MINGLU_DATABASE_OWNER_USER", database.user(Role.OWNER),
                "MINGLU_DATABASE_OWNER_PASSWORD", database.password(Role.OWNER));
    }

    private static StoreLocation location(TestDatabase database) {
        return new StoreLocation(null, database.jdbcUrl(Role.APP), null, "default", variables(database));
    }

    private MingluProcess start(String name, TestDatabase database) {
        MingluProcess server = new MingluProcess(directory.resolve(name), "-Xmx400m");
        variables(database).forEach(server::with);
        return server.start(
                "--database",
                database.jdbcUrl(Role.APP),
                "--keys",
                directory.resolve("keys").toString());
    }

    private static void copyTextKeys(TestDatabase from, TestDatabase to) throws SQLException, IOException {
        try (Connection source = from.connect(Role.OWNER);
                Connection target = to.connect(Role.OWNER)) {
            MovedHistory.copyTextKeys(source, target);
        }
    }
}
