package minglu.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    @TempDir
    Path directory;

    @Test
    void aCopyTakenWhileTheServerRecordsHoldsAllThatWasCommittedBeforeWithoutAGap() throws Exception {
        Path live = directory.resolve("live");
        Path copy = directory.resolve("copy");
        Path restored = directory.resolve("restored");
        long before;
        Sql.usedBefore(live);
        try (EmbeddedPostgres server = EmbeddedPostgres.open(live, Sql.durable())) {
            Sql.run(server, Role.OWNER, "CREATE TABLE act (id bigint PRIMARY KEY, text text)");
            AtomicLong committed = new AtomicLong();
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(server, committed, enough));
            await().until(() -> committed.get() > 100);
            before = committed.get();

            Backup.take(live, copy);

            enough.set(true);
            writer.join();
            assertThatThrownBy(() -> Backup.take(live, copy))
                    .isInstanceOf(PostgresException.class)
                    .hasMessageContaining("not empty");
        }

        Backup.restore(copy, restored);

        try (EmbeddedPostgres server = EmbeddedPostgres.open(restored, Sql.durable())) {
            long kept = Long.parseLong(Sql.one(server, Role.OWNER, "SELECT count(*) FROM act"));
            assertThat(kept).isGreaterThanOrEqualTo(before);
            assertThat(Sql.one(server, Role.OWNER, "SELECT max(id) FROM act")).isEqualTo(String.valueOf(kept));
            // A second table proves that the copy can be written to like any other.
            Sql.run(server, Role.OWNER, "CREATE TABLE further (id bigint)");
        }
        assertThatThrownBy(() -> Backup.restore(copy, restored))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void withoutARunningServerNothingIsCopied() throws Exception {
        Path stopped = directory.resolve("stopped");
        Sql.usedBefore(stopped);

        assertThatThrownBy(() -> Backup.take(stopped, directory.resolve("copy")))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("No PostgreSQL server runs on " + stopped);
    }

    @Test
    void aCopyThatWasNotEndedIsNotRestored() throws Exception {
        Path half = Files.createDirectories(directory.resolve("half").resolve("data"));
        Files.writeString(half.resolve("PG_VERSION"), "18\n");

        assertThatThrownBy(() -> Backup.restore(half.getParent(), directory.resolve("restored")))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("no whole copy");
        assertThat(directory.resolve("restored")).doesNotExist();
    }

    private static void write(EmbeddedPostgres server, AtomicLong committed, AtomicBoolean enough) {
        try (Connection connection = Sql.connect(server, Role.OWNER);
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO act VALUES (?, repeat('公开', 200))")) {
            while (!enough.get()) {
                insert.setLong(1, committed.get() + 1);
                insert.executeUpdate();
                committed.incrementAndGet();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
