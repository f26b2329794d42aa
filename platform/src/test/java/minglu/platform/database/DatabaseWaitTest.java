package minglu.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import minglu.postgres.Role;
import minglu.postgres.testing.TestDatabase;
import minglu.postgres.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseWaitTest {

    private final TestDatabase database = TestPostgres.freshDatabase();
    private final List<String> reasons = new CopyOnWriteArrayList<>();

    @AfterEach
    void drop() {
        database.drop();
    }

    private DatabaseAccess access(String url, String password) {
        return new DatabaseAccess(url, database.user(Role.APP), password);
    }

    @Test
    void aDatabaseThatIsThereIsNotWaitedFor() {
        new DatabaseWait(reasons::add).until(List.of(access(database.jdbcUrl(Role.APP), database.password(Role.APP))));

        assertThat(reasons).containsExactly("starting");
    }

    @Test
    void aDatabaseThatComesLaterIsWaitedForAndTheReasonTold() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String url = database.jdbcUrl(Role.APP).replaceFirst("(//[^:/]+):\\d+", "//127.0.0.1:" + port);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                () -> new DatabaseWait(reasons::add).until(List.of(access(url, database.password(Role.APP)))));
        await().until(() -> reasons.stream().anyMatch(reason -> reason.contains("cannot be reached")));
        assertThat(waiting).isNotDone();
        assertThat(reasons).noneMatch(reason -> reason.contains(database.password(Role.APP)));

        try (ServerSocket gate = new ServerSocket()) {
            gate.setReuseAddress(true);
            gate.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Thread forwarder = new Thread(() -> forward(gate));
            forwarder.setDaemon(true);
            forwarder.start();

            waiting.get(30, TimeUnit.SECONDS);
        }
        assertThat(reasons).last().isEqualTo("starting");
    }

    /** Lets one connection after the other through to the real server. */
    private void forward(ServerSocket gate) {
        while (!gate.isClosed()) {
            try (Socket client = gate.accept();
                    Socket server = new Socket(
                            InetAddress.getLoopbackAddress(),
                            TestPostgres.server().port())) {
                Thread back = new Thread(() -> pump(server, client));
                back.setDaemon(true);
                back.start();
                pump(client, server);
            } catch (IOException e) {
                // The gate was closed, or one of the ends has gone.
                continue;
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the ends has gone.
            return;
        }
    }

    @Test
    void aWrongPasswordIsNotMendedByWaiting() {
        DatabaseWait wait = new DatabaseWait(reasons::add);
        List<DatabaseAccess> wrong = List.of(access(database.jdbcUrl(Role.APP), "wrong"));

        assertThatThrownBy(() -> wait.until(wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refuses user " + database.user(Role.APP));
    }
}
