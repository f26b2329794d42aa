package minglu.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import minglu.postgres.EmbeddedPostgres;
import minglu.postgres.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeRefusalTest {

    @TempDir
    private Path data;

    @Test
    void a_second_start_on_one_data_directory_is_refused_in_one_line() throws IOException {
        try (EmbeddedPostgres running = EmbeddedPostgres.open(
                data.resolve("postgres"), Options.defaults().unsafeButFast())) {
            assertThat(running.isAlive()).isTrue();

            Invocation call = Invocation.of("serve", "--port", freePort(), "--data", data.toString());

            assertThat(call.status()).isEqualTo(1);
            assertThat(call.err().lines()).singleElement().asString().contains("already runs on", "--data");
        }
    }

    @Test
    void a_port_in_use_is_refused_in_one_line_before_anything_is_started() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Invocation call =
                    Invocation.of("serve", "--port", String.valueOf(taken.getLocalPort()), "--data", data.toString());

            assertThat(call.status()).isEqualTo(1);
            assertThat(call.err().lines())
                    .singleElement()
                    .asString()
                    .contains("Port " + taken.getLocalPort() + " of 127.0.0.1", "--port");
            assertThat(data.resolve("postgres")).doesNotExist();
        }
    }

    @Test
    void a_data_directory_that_cannot_be_made_is_refused_in_one_line() throws IOException {
        Path file = Files.createFile(data.resolve("file"));

        Invocation call = Invocation.of("serve", "--port", freePort(), "--data", file.toString());

        assertThat(call.status()).isEqualTo(1);
        assertThat(call.err().lines()).singleElement().asString().contains(file.toString());
    }

    static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
