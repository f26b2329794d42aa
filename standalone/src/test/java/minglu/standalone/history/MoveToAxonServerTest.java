package minglu.standalone.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import minglu.platform.database.DatabaseAccess;
import minglu.platform.database.Migrations;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Options;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.standalone.contract.AxonServerProcess;
import minglu.standalone.contract.Deployment;
import minglu.standalone.contract.Installations;
import minglu.standalone.testing.MingluProcess;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a hundred thousand acts go from the one process to Axon Server and back, and are the same on every way station: the same
 * file, byte for byte, and the same tables of every unit and year, receipts and texts.
 *
 * <p>Method: embedded PostgreSQL → file → Axon Server, where two command-services and two query-services serve it → file → embedded
 * PostgreSQL, where one process serves it again. An event of an earlier form and one of a foreign format are put behind the
 * history. Needs an Axon Server that
 * holds no event; see docs/operations.md.
 */
@Tag("nightly")
@Tag("axonserver")
@EnabledIfSystemProperty(named = Installations.AXON_SERVER, matches = ".+")
class MoveToAxonServerTest {

    private static final int ACTS = Integer.getInteger("minglu.move.acts", 100_000);

    @TempDir
    private Path directory;

    private long begin;

    @Test
    void aHundredThousandActsGoToAxonServerAndBack() throws Exception {
        if (System.getProperty(AxonServerProcess.PROGRAM) == null) {
            move(Installations.axonServer().orElseThrow());
            return;
        }
        try (AxonServerProcess own = new AxonServerProcess(directory.resolve("axonserver")).start()) {
            move(own.address());
        }
    }

    private void move(String axonServer) throws Exception {
        StoreLocation there = new StoreLocation(null, null, axonServer, "default", Map.of());
        Assumptions.assumeTrue(isEmpty(there), "Axon Server holds events already: a history needs an empty one");
        MovedHistory history = new MovedHistory(ACTS);
        Path from = directory.resolve("from");
        took(null);
        try (MingluProcess server = new MingluProcess(from, "-Xmx512m").start()) {
            history.record(server.admin(), server.url(), directory.resolve("acts.ndjson"));
        }
        took("recording " + ACTS + " acts");

        Path first = directory.resolve("first.jsonl");
        transfer(first).export(data(from));
        Path file = directory.resolve("history.jsonl");
        new EventFile(file).write(each -> {
            new EventFile(first).verify(each);
            history.furtherEvents().forEach(each);
        });
        took("export from the data directory");
        assertThat(transfer(file).importInto(there).events()).isEqualTo(history.last() + 2);
        took("import into Axon Server");
        assertThatThrownBy(() -> transfer(file).importInto(there))
                .isInstanceOf(HistoryRefusedException.class)
                .hasMessageContaining("not empty");

        serveFromAxonServer(axonServer, from, history);
        took("serving from Axon Server");

        Path second = directory.resolve("second.jsonl");
        transfer(second).export(there);
        took("export from Axon Server");
        assertThat(second).hasSameBinaryContentAs(file);

        Path to = directory.resolve("to");
        transfer(second).importInto(data(to));
        took("import into a data directory");
        MovedHistory.copyKeys(from.resolve("keys"), to.resolve("keys"));
        try (EmbeddedPostgres source = open(from);
                EmbeddedPostgres target = open(to);
                Connection reading = connect(source);
                Connection writing = connect(target)) {
            MovedHistory.copyTextKeys(reading, writing);
        }
        Path third = directory.resolve("third.jsonl");
        transfer(third).export(data(to));
        assertThat(third).hasSameBinaryContentAs(file);
        took("comparison");
        try (MingluProcess server = new MingluProcess(to, "-Xmx512m").start()) {
            history.assertSameOn(server.admin(), server.url());
            history.assertFurtherEventsAreUnderstood(server.admin(), server.url());
        }
        took("serving from the data directory");
    }

    private void serveFromAxonServer(String axonServer, Path from, MovedHistory history) throws Exception {
        Path directoryOfKeys = directory.resolve("deployment");
        MovedHistory.copyKeys(from.resolve("keys"), directoryOfKeys.resolve("keys"));
        try (Deployment deployment = new Deployment(directoryOfKeys, axonServer)) {
            TestDatabase database = deployment.database();
            Migrations.migrate(access(database, Role.OWNER), access(database, Role.APP));
            try (EmbeddedPostgres source = open(from);
                    Connection reading = connect(source);
                    Connection writing = database.connect(Role.OWNER)) {
                MovedHistory.copyTextKeys(reading, writing);
            }
            deployment.start();
            history.assertSameOn(deployment.admin(), deployment.url());
            history.assertFurtherEventsAreUnderstood(deployment.admin(), deployment.url());
        }
    }

    private static boolean isEmpty(StoreLocation axonServer) {
        try (EventStore store = EventStores.open(axonServer, false)) {
            store.requireEmpty();
            return true;
        } catch (HistoryRefusedException e) {
            return false;
        }
    }

    private static HistoryTransfer transfer(Path file) {
        return new HistoryTransfer(file, position -> {});
    }

    private static StoreLocation data(Path directory) {
        return new StoreLocation(directory, null, null, "default", Map.of());
    }

    private static EmbeddedPostgres open(Path data) {
        return EmbeddedPostgres.open(data.resolve("postgres"), Options.defaults());
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl(Role.OWNER), server.user(Role.OWNER), server.password(Role.OWNER));
    }

    private static DatabaseAccess access(TestDatabase database, Role role) {
        return new DatabaseAccess(database.jdbcUrl(role), database.user(role), database.password(role));
    }

    private void took(String what) {
        long now = System.nanoTime();
        if (what != null) {
            System.out.printf("%s: %.1f s%n", what, (now - begin) / 1e9);
        }
        begin = now;
    }
}
