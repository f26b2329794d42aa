package minglu.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import minglu.platform.MutableClock;
import org.junit.jupiter.api.Test;

class FailureDelayTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2021-03-01T00:00:00Z"));
    private final FailureDelay delay = new FailureDelay(clock);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            delay.failed("li");
        }
    }

    @Test
    void fourFailuresAreFree() {
        fail(4);

        assertThat(delay.remaining("li")).isZero();
    }

    @Test
    void theDelayDoublesUpToAMinute() {
        fail(5);
        assertThat(delay.remaining("li")).hasSeconds(1);
        fail(1);
        assertThat(delay.remaining("li")).hasSeconds(2);
        fail(1);
        assertThat(delay.remaining("li")).hasSeconds(4);
        fail(60);
        assertThat(delay.remaining("li")).hasSeconds(60);
    }

    @Test
    void nobodyIsLockedOutForGood() {
        fail(60);
        clock.advance(Duration.ofMinutes(1));

        assertThat(delay.remaining("li")).isZero();
    }

    @Test
    void aRightPasswordForgetsTheFailuresAndOthersAreNotConcerned() {
        fail(9);
        assertThat(delay.remaining("wang")).isZero();

        delay.succeeded("li");

        assertThat(delay.remaining("li")).isZero();
        fail(4);
        assertThat(delay.remaining("li")).isZero();
    }
}
