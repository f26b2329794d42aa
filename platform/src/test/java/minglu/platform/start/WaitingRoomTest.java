package minglu.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WaitingRoomTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = freePort();

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void healthSaysWhyTheServiceIsNotReadyAndEverythingElseIsUnavailable() throws Exception {
        WaitingRoom room = WaitingRoom.open(InetAddress.getLoopbackAddress(), port);
        try {
            room.say("the database is not there");

            HttpResponse<String> readiness = get("/actuator/health/readiness");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("OUT_OF_SERVICE", "the database is not there");
            assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);

            HttpResponse<String> other = get("/api/v1/units");
            assertThat(other.statusCode()).isEqualTo(503);
            assertThat(other.headers().firstValue("Retry-After")).contains("1");
            assertThat(other.headers().firstValue("Content-Type")).contains("application/problem+json");
            JsonNode problem = JsonMapper.shared().readTree(other.body());
            assertThat(problem.get("type").stringValue()).isEqualTo("urn:minglu:problem:unavailable");
            assertThat(problem.get("detail").stringValue()).contains("the database is not there");
        } finally {
            room.stop();
        }
    }

    @Test
    void whenTheApplicationHasStartedThePortIsFree() throws IOException {
        WaitingRoom room = WaitingRoom.open(InetAddress.getLoopbackAddress(), port);

        room.start();

        assertThat(room.isRunning()).isTrue();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> WaitingRoom.open(InetAddress.getLoopbackAddress(), taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Port " + port);
        }
    }
}
