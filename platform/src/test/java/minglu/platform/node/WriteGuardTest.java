package minglu.platform.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import minglu.platform.HttpTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@Import(WriteGuardTest.Standing.class)
class WriteGuardTest extends HttpTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class Standing {

        private final AtomicReference<String> obstacle = new AtomicReference<>();

        @Bean
        WriteStanding writeStanding() {
            return () -> Optional.ofNullable(obstacle.get());
        }
    }

    @Autowired
    private Standing standing;

    @AfterEach
    void clear() {
        standing.obstacle.set(null);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/sample/list, 200",
        "PUT, /api/v1/users/somebody, 201",
        "DELETE, /api/v1/users/somebody, 404",
        "PATCH, /api/v1/nothing-here, 404"
    })
    void whatWouldChangeSomethingIsUnavailableWhileThisNodeCannotWrite(String method, String path, int otherwise) {
        String body = path.contains("users")
                ? "{\"password\":\"a-long-password\",\"roles\":[\"clerk\"],\"unit\":\"jyj\"}"
                : "[1]";
        standing.obstacle.set("another node writes");

        var refused = send(json(method, asAdmin(path), body));

        assertThat(problem(refused, 503, "unavailable").path("detail").asString())
                .contains("another node writes");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");

        standing.obstacle.set(null);
        assertThat(send(json(method, asAdmin(path), body)).statusCode()).isEqualTo(otherwise);
    }

    @Test
    void whatChangesTheLogIsNotHeldUpSinceTheNotaryMayStandBy() {
        standing.obstacle.set("another node writes");

        // Nothing of the log is in this application: the request went through to where it would be.
        assertThat(problem(send(json("POST", asAdmin("/api/v1/log/recoveries"), "{}")), 404, "not-found"))
                .isNotNull();
        assertThat(problem(send(json("POST", asAdmin("/api/v1/logs/recoveries"), "{}")), 503, "unavailable"))
                .isNotNull();
    }

    @Test
    void readersAreAnsweredAllTheSame() {
        standing.obstacle.set("another node writes");

        assertThat(send(asAdmin("/api/v1/sample/me")).statusCode()).isEqualTo(200);
        assertThat(send(to("/api/v1/sample/me")).statusCode()).isEqualTo(401);
        assertThat(send(to("/actuator/health/liveness")).statusCode()).isEqualTo(200);
        assertThat(send(to("/actuator/health/reading")).statusCode()).isEqualTo(200);
    }
}
